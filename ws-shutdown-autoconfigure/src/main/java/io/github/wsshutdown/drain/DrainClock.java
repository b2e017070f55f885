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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The time of one drain: since when, until when, and what happens in between.
 */
final class DrainClock {

	private final Timer timer;

	private final long startedNanos;

	private final long deadlineNanos;

	private final Queue<Timer.Cancellable> alarms = new ConcurrentLinkedQueue<>();

	private DrainClock(Timer timer, long startedNanos, long deadlineNanos) {
		this.timer = timer;
		this.startedNanos = startedNanos;
		this.deadlineNanos = deadlineNanos;
	}

	static DrainClock start(Timer timer, Duration timeout) {
		long now = timer.nanos();
		return new DrainClock(timer, now, now + timeout.toNanos());
	}

	/**
	 * Returns this clock with the other's deadline if that is earlier.
	 */
	DrainClock notAfter(DrainClock other) {
		boolean earlier = other.deadlineNanos - this.deadlineNanos < 0;
		return earlier ? new DrainClock(this.timer, this.startedNanos, other.deadlineNanos) : this;
	}

	/**
	 * Tells whether something that starts now and takes that long ends before the
	 * deadline.
	 */
	boolean endsBeforeDeadline(Duration timeout) {
		return this.timer.nanos() + timeout.toNanos() - this.deadlineNanos < 0;
	}

	Duration elapsed() {
		return Duration.ofNanos(this.timer.nanos() - this.startedNanos);
	}

	Duration left() {
		return Duration.ofNanos(Math.max(0, this.deadlineNanos - this.timer.nanos()));
	}

	/**
	 * Runs a task that long after the deadline.
	 */
	void alarmAfterDeadline(Duration delay, Runnable task) {
		alarm(Duration.ofNanos(this.deadlineNanos - this.timer.nanos()).plus(delay), task);
	}

	void alarm(Duration delay, Runnable task) {
		this.alarms.add(this.timer.schedule(delay, task));
	}

	void cancelAlarms() {
		this.alarms.forEach(Timer.Cancellable::cancel);
		this.alarms.clear();
	}

}
