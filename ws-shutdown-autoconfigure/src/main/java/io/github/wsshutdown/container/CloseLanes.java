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

package io.github.wsshutdown.container;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Timer;

/**
 * Runs the closes that may block, beside each other. Those whose peer seems not to read
 * have a lane of their own, so that they cannot hold up the others however many they are.
 */
public final class CloseLanes implements AutoCloseable {

	private static final int OPEN_LANE_THREADS = 256;

	private static final int STUCK_LANE_THREADS = 128;

	private final Timer timer;

	private final Executor open;

	private final Executor stuck;

	private CloseLanes(Timer timer, Executor open, Executor stuck) {
		this.timer = timer;
		this.open = open;
		this.stuck = stuck;
	}

	/**
	 * Returns lanes of platform threads, bounded, which exist only while there is
	 * something to close.
	 * @param timer watches over the closes
	 * @return the lanes
	 */
	public static CloseLanes ofPlatformThreads(Timer timer) {
		return new CloseLanes(timer, BlockingTasks.executor("ws-shutdown-close-", OPEN_LANE_THREADS),
				BlockingTasks.executor("ws-shutdown-close-stuck-", STUCK_LANE_THREADS));
	}

	/**
	 * Returns lanes that start a task on the executor for each close.
	 * @param timer watches over the closes
	 * @param executor runs any number of tasks beside each other, such as one virtual
	 * thread for each
	 * @return the lanes
	 */
	public static CloseLanes on(Timer timer, Executor executor) {
		return new CloseLanes(timer, executor, executor);
	}

	/**
	 * Runs what precedes a close, or follows it, without waiting for it.
	 * @param task the task, which may block
	 */
	public void execute(Runnable task) {
		this.open.execute(task);
	}

	/**
	 * Runs a close without waiting for it.
	 * @param wire the wire that is to be closed
	 * @param writeTimeout how long the close may block until the wire is cut
	 * @param close what closes it
	 */
	public void execute(Cuttable wire, Duration writeTimeout, Runnable close) {
		(wire.isWriting() ? this.stuck : this.open).execute(() -> runHere(wire, writeTimeout, close));
	}

	/**
	 * Runs a close on the calling thread.
	 * @param wire the wire that is to be closed
	 * @param writeTimeout how long the close may block until the wire is cut
	 * @param close what closes it
	 */
	public void runHere(Cuttable wire, Duration writeTimeout, Runnable close) {
		Timer.Cancellable watchdog = this.timer.schedule(writeTimeout, () -> wire.cut(Outcome.FAILED));
		try {
			close.run();
		}
		finally {
			watchdog.cancel();
		}
	}

	/**
	 * Ends the threads as they become idle; no further close is begun.
	 */
	@Override
	public void close() {
		if (this.open instanceof ExecutorService service) {
			service.shutdown();
		}
		if (this.stuck instanceof ExecutorService service) {
			service.shutdown();
		}
	}

}
