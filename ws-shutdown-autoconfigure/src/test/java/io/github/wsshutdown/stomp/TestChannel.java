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

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.ExecutorSubscribableChannel;

/**
 * A channel that counts, whose executor does what a test says.
 */
final class TestChannel {

	enum Mood {

		QUEUEING, REJECTING, RUNNING_ON_THE_CALLERS_THREAD

	}

	private final Queue<Runnable> queue = new ArrayDeque<>();

	private final ExecutorSubscribableChannel channel;

	private Mood mood = Mood.QUEUEING;

	TestChannel(StompPostProcessor postProcessor, String name) {
		ExecutorSubscribableChannel original = new ExecutorSubscribableChannel(this::execute);
		this.channel = (ExecutorSubscribableChannel) postProcessor.postProcessAfterInitialization(original, name);
	}

	private void execute(Runnable task) {
		switch (this.mood) {
			case QUEUEING -> this.queue.add(task);
			case REJECTING -> throw new RejectedExecutionException();
			case RUNNING_ON_THE_CALLERS_THREAD -> task.run();
		}
	}

	TestChannel in(Mood mood) {
		this.mood = mood;
		return this;
	}

	ExecutorSubscribableChannel channel() {
		return this.channel;
	}

	TestChannel handledBy(MessageHandler handler) {
		this.channel.subscribe(handler);
		return this;
	}

	/**
	 * Runs what is queued, and what is queued by that.
	 */
	void run() {
		while (!this.queue.isEmpty()) {
			runOne();
		}
	}

	void runOne() {
		try {
			this.queue.remove().run();
		}
		catch (MessagingException ex) {
			// The executor's thread would report it.
		}
	}

}
