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

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes executors of platform threads for tasks that may block: as many threads as there
 * are tasks, up to a bound, and none when there is nothing to do.
 */
public final class BlockingTasks {

	private BlockingTasks() {
	}

	/**
	 * Returns an executor that starts a thread where none is idle, and queues only when
	 * it has as many as it may have.
	 * @param prefix begins the names of its threads
	 * @param threads how many it may have
	 * @return the executor, which drops what it is given after its shutdown
	 */
	public static ExecutorService executor(String prefix, int threads) {
		AtomicInteger count = new AtomicInteger();
		// The queue's own offer would always queue
		LinkedTransferQueue<Runnable> queue = new LinkedTransferQueue<>() {

			private static final long serialVersionUID = 1L;

			@Override
			public boolean offer(Runnable task) {
				return tryTransfer(task);
			}

		};
		return new ThreadPoolExecutor(0, threads, 1, TimeUnit.SECONDS, queue,
				(task) -> thread(task, prefix + count.incrementAndGet()), (task, pool) -> {
					if (!pool.isShutdown()) {
						queue.put(task);
					}
				});
	}

	private static Thread thread(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		// Not that of the web application whose call has started it
		thread.setContextClassLoader(BlockingTasks.class.getClassLoader());
		return thread;
	}

}
