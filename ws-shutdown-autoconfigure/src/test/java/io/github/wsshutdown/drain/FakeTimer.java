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

package io.github.wsshutdown.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A {@link Timer} that stands still until a test advances it.
 */
public final class FakeTimer implements Timer {

	/**
	 * Far from zero, as {@link System#nanoTime()} is.
	 */
	private static final long ORIGIN = Duration.ofDays(3).toNanos();

	private static final Instant EPOCH = Instant.parse("2026-01-02T03:04:05Z");

	private final PriorityQueue<Task> tasks = new PriorityQueue<>(
			Comparator.comparingLong(Task::due).thenComparingLong(Task::number));

	private long now = ORIGIN;

	private long scheduled;

	@Override
	public synchronized long nanos() {
		return this.now;
	}

	@Override
	public Instant now() {
		return EPOCH.plus(elapsed());
	}

	@Override
	public synchronized Cancellable schedule(Duration delay, Runnable action) {
		return scheduleAt(this.now + Math.max(0, delay.toNanos()), action);
	}

	@Override
	public synchronized Cancellable scheduleAt(long nanos, Runnable action) {
		Task task = new Task(nanos, this.scheduled++, action);
		this.tasks.add(task);
		return () -> cancel(task);
	}

	private synchronized void cancel(Task task) {
		this.tasks.remove(task);
	}

	/**
	 * Moves the time on and runs what falls due, in the order of time and on the calling
	 * thread.
	 * @param span how far
	 */
	public void advance(Duration span) {
		long target = nanos() + span.toNanos();
		for (Task task = next(target); task != null; task = next(target)) {
			task.action().run();
		}
		moveTo(target);
	}

	/**
	 * Runs what is due now.
	 */
	public void runDue() {
		advance(Duration.ZERO);
	}

	/**
	 * Returns how far this timer has been advanced since it exists.
	 * @return the time since the beginning of the test
	 */
	public Duration elapsed() {
		return Duration.ofNanos(nanos() - ORIGIN);
	}

	/**
	 * Returns how many tasks fall due within a time from now.
	 */
	synchronized long dueWithin(Duration span) {
		long target = this.now + span.toNanos();
		return this.tasks.stream().filter((task) -> task.due() <= target).count();
	}

	private synchronized Task next(long target) {
		Task first = this.tasks.peek();
		if (first == null || first.due() > target) {
			return null;
		}
		this.tasks.remove();
		moveTo(first.due());
		return first;
	}

	private synchronized void moveTo(long time) {
		this.now = Math.max(this.now, time);
	}

	private record Task(long due, long number, Runnable action) {

	}

}
