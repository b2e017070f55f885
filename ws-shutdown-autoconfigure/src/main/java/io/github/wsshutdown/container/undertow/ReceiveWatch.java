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

package io.github.wsshutdown.container.undertow;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.jsr.UndertowSession;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;

import io.github.wsshutdown.drain.Activity;

/**
 * Has a look at the channel whenever its session has taken something that came. If asked
 * to, it counts that as a piece of work until the session's handlers have returned.
 */
final class ReceiveWatch extends AbstractReceiveListener {

	private final ChannelListener<? super WebSocketChannel> session;

	private final UndertowWire wire;

	private volatile @Nullable Activity activity;

	/**
	 * Where handlers run if not on the I/O thread.
	 */
	private volatile @Nullable Executor handlers;

	private final AtomicInteger queued = new AtomicInteger();

	ReceiveWatch(ChannelListener<? super WebSocketChannel> session, UndertowWire wire) {
		this.session = session;
		this.wire = wire;
	}

	/**
	 * Counts from now on, and {@code onOpen} first if it is to run elsewhere.
	 */
	void count(Activity counter, UndertowSession undertowSession) {
		if (undertowSession.getContainer().isDispatchToWorker()) {
			Executor executor = undertowSession.getExecutor();
			this.handlers = executor;
			begin(counter, executor);
		}
		this.activity = counter;
	}

	/**
	 * Is told that {@code onOpen} has been called, or been queued.
	 */
	void opened() {
		Activity counter = this.activity;
		Executor elsewhere = this.handlers;
		if (counter != null && elsewhere != null) {
			execute(elsewhere, () -> endElsewhere(counter));
		}
	}

	@Override
	public void handleEvent(WebSocketChannel channel) {
		Activity counter = this.activity;
		Executor elsewhere = this.handlers;
		if (counter != null) {
			begin(counter, elsewhere);
		}
		this.wire.receiving();
		try {
			this.session.handleEvent(channel);
		}
		finally {
			if (counter != null) {
				endLater(counter, elsewhere, channel);
			}
			this.wire.received();
		}
	}

	/**
	 * Counts one piece of work as long as anything is queued for handlers elsewhere.
	 */
	private void begin(Activity counter, @Nullable Executor elsewhere) {
		if (elsewhere == null) {
			counter.beginHere();
		}
		else if (this.queued.getAndIncrement() == 0) {
			counter.begin();
		}
	}

	/**
	 * Ends the piece of work behind what is queued already: Undertow gathers a message
	 * that is longer than its buffer in tasks on the I/O thread.
	 */
	private void endLater(Activity counter, @Nullable Executor elsewhere, WebSocketChannel channel) {
		Runnable end = (elsewhere != null) ? () -> execute(elsewhere, () -> endElsewhere(counter)) : counter::endHere;
		execute(channel.getIoThread(), end);
	}

	private void endElsewhere(Activity counter) {
		if (this.queued.decrementAndGet() == 0) {
			counter.end();
		}
	}

	private static void execute(Executor executor, Runnable task) {
		try {
			executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			task.run();
		}
	}

}
