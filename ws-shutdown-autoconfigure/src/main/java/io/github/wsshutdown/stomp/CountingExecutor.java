/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wsshutdown.stomp;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.support.MessageHandlingRunnable;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.servlet.TrackedSession;

/**
 * The executor of a message channel, which counts each message as in flight on its
 * session from the moment it is handed over until its handler is done with it.
 */
final class CountingExecutor implements Executor {

	private final Executor delegate;

	private final StompSessions sessions;

	CountingExecutor(Executor delegate, StompSessions sessions) {
		this.delegate = delegate;
		this.sessions = sessions;
	}

	/**
	 * Hands a task over. One that is rejected is run by the channel itself, on the thread
	 * that sends the message.
	 */
	@Override
	public void execute(Runnable task) {
		TrackedSession session = (task instanceof MessageHandlingRunnable handling)
				? this.sessions.of(handling.getMessage()) : null;
		if (session == null) {
			this.delegate.execute(task);
			return;
		}
		CountedTask counted = new CountedTask((MessageHandlingRunnable) task, session.activity());
		try {
			this.delegate.execute(counted);
		}
		catch (RuntimeException | Error ex) {
			counted.forget();
			throw ex;
		}
	}

	@Override
	public String toString() {
		return this.delegate.toString();
	}

	private static final class CountedTask implements MessageHandlingRunnable {

		private final MessageHandlingRunnable task;

		private final Activity activity;

		private final AtomicBoolean counted = new AtomicBoolean(true);

		CountedTask(MessageHandlingRunnable task, Activity activity) {
			this.task = task;
			this.activity = activity;
			activity.begin();
		}

		@Override
		public void run() {
			if (this.counted.compareAndSet(true, false)) {
				this.activity.endAfter(this.task);
			}
			else {
				this.task.run();
			}
		}

		/**
		 * Is told that the task was not taken, or has failed on the thread that handed it
		 * over.
		 */
		void forget() {
			if (this.counted.compareAndSet(true, false)) {
				this.activity.end();
			}
		}

		@Override
		public Message<?> getMessage() {
			return this.task.getMessage();
		}

		@Override
		public MessageHandler getMessageHandler() {
			return this.task.getMessageHandler();
		}

	}

}
