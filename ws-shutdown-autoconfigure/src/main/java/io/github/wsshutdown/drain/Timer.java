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

/**
 * The only source of time: what it is now, and a call later.
 */
public interface Timer {

	/**
	 * Returns the current time for measuring spans, like {@link System#nanoTime()}.
	 * @return nanoseconds since an arbitrary origin
	 */
	long nanos();

	/**
	 * Returns the current time of day, for telling it to people.
	 * @return the time, which may jump
	 */
	Instant now();

	/**
	 * Runs a task once, later. Tasks run one after another and must not block.
	 * @param delay how long to wait; zero or less runs it as soon as possible
	 * @param task what to run
	 * @return a handle that cancels it
	 */
	Cancellable schedule(Duration delay, Runnable task);

	/**
	 * Runs a task at a time, at once if that has passed.
	 * @param nanos the time, as {@link #nanos()} tells it
	 * @param task what to run
	 * @return a handle that cancels it
	 */
	default Cancellable scheduleAt(long nanos, Runnable task) {
		return schedule(Duration.ofNanos(Math.max(0, nanos - nanos())), task);
	}

	/**
	 * A task that may still be called off.
	 */
	@FunctionalInterface
	interface Cancellable {

		/**
		 * Calls the task off if it has not begun. Idempotent.
		 */
		void cancel();

	}

}
