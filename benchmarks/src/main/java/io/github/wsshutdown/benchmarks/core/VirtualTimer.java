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

package io.github.wsshutdown.benchmarks.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Timer;

/**
 * A timer whose time passes as fast as its tasks run, on the thread that runs them.
 */
final class VirtualTimer implements Timer {

	private final Queue<Task> tasks = new PriorityQueue<>(
			Comparator.comparingLong(Task::at).thenComparingLong(Task::number));

	private long now;

	private long scheduled;

	@Override
	public synchronized long nanos() {
		return this.now;
	}

	@Override
	public Instant now() {
		return Instant.EPOCH.plusNanos(nanos());
	}

	@Override
	public synchronized Cancellable schedule(Duration delay, Runnable runnable) {
		Task task = new Task(this.now + delay.toNanos(), this.scheduled++, runnable);
		this.tasks.add(task);
		return () -> cancel(task);
	}

	private synchronized void cancel(Task task) {
		this.tasks.remove(task);
	}

	/**
	 * Lets time pass until the next task, and runs it.
	 * @return whether there was one
	 */
	boolean runNext() {
		Task task = next();
		if (task == null) {
			return false;
		}
		task.runnable().run();
		return true;
	}

	private synchronized @Nullable Task next() {
		Task task = this.tasks.poll();
		if (task != null) {
			this.now = Math.max(this.now, task.at());
		}
		return task;
	}

	private record Task(long at, long number, Runnable runnable) {

	}

}
