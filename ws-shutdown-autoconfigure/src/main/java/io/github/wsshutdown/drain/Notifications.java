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
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells the listeners, one call after another, from a thread of their own. While there is
 * that thread, handing something over to it takes no lock, so an event loop may do it.
 */
final class Notifications implements AutoCloseable {

	/**
	 * Longer than it takes until a drain tells its progress, so that the thread outlives
	 * the quiet times of a drain.
	 */
	private static final Duration IDLE = RunningDrain.PROGRESS_EVERY.multipliedBy(2);

	private final Listeners<DrainListener> listeners;

	private final ThreadPoolExecutor executor;

	Notifications(List<DrainListener> listeners) {
		this.listeners = new Listeners<>(DrainListener.class, "Drain listener", listeners);
		this.executor = new ThreadPoolExecutor(1, 1, IDLE.toMillis(), TimeUnit.MILLISECONDS,
				new LinkedTransferQueue<>(), (task) -> DaemonThread.of(task, "ws-shutdown-events"),
				(task, pool) -> task.run());
		this.executor.allowCoreThreadTimeOut(true);
	}

	void tell(Consumer<DrainListener> event) {
		tell(event, () -> {
		});
	}

	/**
	 * Runs a task on the listeners' thread, between two calls.
	 */
	void run(Runnable task) {
		this.executor.execute(task);
	}

	/**
	 * Tells every listener, then runs a task, whatever the listeners did.
	 */
	void tell(Consumer<DrainListener> event, Runnable then) {
		this.executor.execute(() -> {
			this.listeners.tell(event);
			then.run();
		});
	}

	/**
	 * Tells every listener the same, which is looked at on the listeners' thread.
	 */
	<T> void tellOf(Supplier<T> look, BiConsumer<DrainListener, T> event) {
		this.executor.execute(() -> {
			T seen = look.get();
			this.listeners.tell((listener) -> event.accept(listener, seen));
		});
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
