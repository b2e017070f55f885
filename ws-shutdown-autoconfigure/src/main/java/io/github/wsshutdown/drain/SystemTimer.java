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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A {@link Timer} on the clocks of the system and one daemon thread, which exists only
 * while something is scheduled.
 */
public final class SystemTimer implements Timer, AutoCloseable {

	private static final System.Logger logger = System.getLogger(SystemTimer.class.getName());

	private final ScheduledThreadPoolExecutor executor;

	/**
	 * Creates a timer; no thread is started yet.
	 */
	public SystemTimer() {
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> DaemonThread.of(task, "ws-shutdown-timer"),
				new ThreadPoolExecutor.DiscardPolicy());
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setKeepAliveTime(5, TimeUnit.SECONDS);
		this.executor.allowCoreThreadTimeOut(true);
	}

	@Override
	public long nanos() {
		return System.nanoTime();
	}

	@Override
	public Instant now() {
		return Instant.now();
	}

	@Override
	public Cancellable schedule(Duration delay, Runnable task) {
		ScheduledFuture<?> future = this.executor.schedule(() -> runContained(task), delay.toNanos(),
				TimeUnit.NANOSECONDS);
		return () -> future.cancel(false);
	}

	private static void runContained(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.log(System.Logger.Level.ERROR, "A timed task failed", ex);
		}
	}

	/**
	 * Ends the thread; what is still scheduled is dropped.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
