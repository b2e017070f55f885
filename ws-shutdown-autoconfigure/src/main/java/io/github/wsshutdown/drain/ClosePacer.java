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
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands out the members of a list evenly over a window: the k-th of n at {@code k/n} of
 * it. Whoever is due is handed out in one go, so a late timer costs evenness and not
 * time.
 */
final class ClosePacer<T> {

	private static final Duration LEAST_STEP = Duration.ofMillis(1);

	private final Timer timer;

	private final List<T> queue;

	private final long windowNanos;

	private final Consumer<T> grant;

	private final long startedNanos;

	private int next;

	private volatile boolean cancelled;

	ClosePacer(Timer timer, List<T> queue, Duration window, Consumer<T> grant) {
		this.timer = timer;
		this.queue = queue;
		this.windowNanos = window.toNanos();
		this.grant = grant;
		this.startedNanos = timer.nanos();
	}

	/**
	 * Hands out who is due; the rest on the timer's thread.
	 */
	void run() {
		long passed = this.timer.nanos() - this.startedNanos;
		while (!this.cancelled && this.next < this.queue.size() && due(this.next) <= passed) {
			this.grant.accept(this.queue.get(this.next++));
		}
		if (!this.cancelled && this.next < this.queue.size()) {
			long wait = Math.max(LEAST_STEP.toNanos(), due(this.next) - (this.timer.nanos() - this.startedNanos));
			this.timer.schedule(Duration.ofNanos(wait), this::run);
		}
	}

	void cancel() {
		this.cancelled = true;
	}

	private long due(int index) {
		return (long) ((double) this.windowNanos * index / this.queue.size());
	}

}
