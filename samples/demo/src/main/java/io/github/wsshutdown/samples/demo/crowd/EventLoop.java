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

package io.github.wsshutdown.samples.demo.crowd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The one thread on which all clients of a crowd live, so that none of them needs a lock.
 */
final class EventLoop implements AutoCloseable {

	private final Selector selector;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final PriorityQueue<Timed> timers = new PriorityQueue<>(
			(one, other) -> Long.signum(one.nanos() - other.nanos()));

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

	private volatile boolean stopped;

	EventLoop() {
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::run, "demo-crowd");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Run a task on the loop, from any thread.
	 */
	void execute(Runnable task) {
		this.tasks.add(task);
		this.selector.wakeup();
	}

	/**
	 * Run a task later; on the loop only.
	 */
	void schedule(Duration delay, Runnable task) {
		scheduleAt(System.nanoTime() + delay.toNanos(), task);
	}

	/**
	 * Run a task at a point of {@link System#nanoTime()}; on the loop only.
	 */
	void scheduleAt(long nanos, Runnable task) {
		this.timers.add(new Timed(nanos, task));
	}

	SelectionKey register(SocketChannel channel, int operations, Handler handler) throws IOException {
		return channel.register(this.selector, operations, handler);
	}

	/**
	 * An empty buffer that is free to use until the handler returns; on the loop only.
	 */
	ByteBuffer buffer() {
		return this.buffer.clear();
	}

	/**
	 * Completes when the loop ends, exceptionally if it broke.
	 */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

	private void run() {
		try (this.selector) {
			while (!this.stopped) {
				select(untilNextTimer());
				runDue();
			}
			for (SelectionKey key : this.selector.keys()) {
				key.channel().close();
			}
			this.ended.complete(null);
		}
		catch (Exception | Error ex) {
			this.ended.completeExceptionally(ex);
		}
	}

	private void select(long millis) throws IOException {
		if (millis > 0) {
			this.selector.select(this::ready, millis);
		}
		else {
			this.selector.selectNow(this::ready);
		}
	}

	private void ready(SelectionKey key) {
		((Handler) key.attachment()).ready();
	}

	private long untilNextTimer() {
		if (this.timers.isEmpty()) {
			return 1000;
		}
		long nanos = this.timers.peek().nanos() - System.nanoTime();
		return (nanos + 999_999) / 1_000_000;
	}

	private void runDue() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
		long now = System.nanoTime();
		while (!this.timers.isEmpty() && this.timers.peek().nanos() - now <= 0) {
			this.timers.poll().task().run();
		}
	}

	@Override
	public void close() {
		this.stopped = true;
		this.selector.wakeup();
	}

	/**
	 * Somebody whose channel may have become ready.
	 */
	interface Handler {

		void ready();

	}

	private record Timed(long nanos, Runnable task) {

	}

}
