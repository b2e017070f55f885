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

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Runs the heartbeats of a simple broker until the broker itself stops. The broker's own
 * scheduler, which may run tasks of the application too, is shut as soon as the context
 * begins to close.
 */
public final class StompHeartbeats implements AutoCloseable {

	private @Nullable ThreadPoolTaskScheduler scheduler;

	/**
	 * Returns the scheduler, which has a thread of its own once a task was scheduled.
	 */
	synchronized TaskScheduler scheduler() {
		if (this.scheduler == null) {
			ThreadPoolTaskScheduler created = new ThreadPoolTaskScheduler();
			created.setThreadNamePrefix("ws-shutdown-heartbeat-");
			created.setDaemon(true);
			created.setRemoveOnCancelPolicy(true);
			created.initialize();
			this.scheduler = created;
		}
		return this.scheduler;
	}

	/**
	 * Ends the thread.
	 */
	@Override
	public synchronized void close() {
		if (this.scheduler != null) {
			this.scheduler.shutdown();
		}
	}

}
