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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets several actions begin at the same moment, again and again.
 */
final class Race {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	void run(Runnable... actions) {
		AtomicInteger notReady = new AtomicInteger(actions.length);
		List<Future<?>> runs = new ArrayList<>();
		for (Runnable action : actions) {
			runs.add(this.executor.submit(() -> {
				notReady.decrementAndGet();
				while (notReady.get() > 0) {
					Thread.yield();
				}
				action.run();
			}));
		}
		runs.forEach(Race::await);
	}

	private static void await(Future<?> run) {
		try {
			run.get(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError(ex);
		}
	}

	void close() {
		this.executor.shutdownNow();
	}

}
