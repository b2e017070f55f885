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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SystemTimerTests {

	private static final Duration BOUND = Duration.ofSeconds(10);

	private final SystemTimer timer = new SystemTimer();

	@AfterEach
	void close() {
		this.timer.close();
	}

	@Test
	void taskRunsAfterItsDelay() {
		CompletableFuture<Long> ran = new CompletableFuture<>();
		long before = this.timer.nanos();
		this.timer.schedule(Duration.ofMillis(20), () -> ran.complete(this.timer.nanos()));
		assertThat(ran).succeedsWithin(BOUND)
			.satisfies((at) -> assertThat(at - before).isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos()));
	}

	@Test
	void negativeDelayRunsAtOnce() {
		CompletableFuture<Void> ran = new CompletableFuture<>();
		this.timer.schedule(Duration.ofSeconds(-5), () -> ran.complete(null));
		assertThat(ran).succeedsWithin(BOUND);
	}

	@Test
	void taskIsRunByANamedDaemon() {
		CompletableFuture<Thread> runner = new CompletableFuture<>();
		this.timer.schedule(Duration.ZERO, () -> runner.complete(Thread.currentThread()));
		assertThat(runner).succeedsWithin(BOUND).satisfies((thread) -> {
			assertThat(thread.getName()).startsWith("ws-shutdown-");
			assertThat(thread.isDaemon()).isTrue();
		});
	}

	@Test
	void cancelledTaskDoesNotRun() {
		AtomicBoolean cancelled = new AtomicBoolean();
		CompletableFuture<Void> later = new CompletableFuture<>();
		CountDownLatch release = new CountDownLatch(1);
		occupy(release);
		Timer.Cancellable task = this.timer.schedule(Duration.ZERO, () -> cancelled.set(true));
		task.cancel();
		task.cancel();
		this.timer.schedule(Duration.ZERO, () -> later.complete(null));
		release.countDown();
		assertThat(later).succeedsWithin(BOUND);
		assertThat(cancelled).isFalse();
	}

	@Test
	void taskThatFailsDoesNotStopTheNext() {
		CompletableFuture<Void> next = new CompletableFuture<>();
		this.timer.schedule(Duration.ZERO, RecordingConnection::fail);
		this.timer.schedule(Duration.ofMillis(1), () -> next.complete(null));
		assertThat(next).succeedsWithin(BOUND);
	}

	@Test
	void closedTimerDropsWhatIsScheduled() throws Exception {
		AtomicBoolean ran = new AtomicBoolean();
		CountDownLatch release = new CountDownLatch(1);
		Thread runner = occupy(release);
		this.timer.schedule(Duration.ZERO, () -> ran.set(true));
		this.timer.close();
		this.timer.schedule(Duration.ZERO, () -> ran.set(true)).cancel();
		release.countDown();
		runner.join(BOUND.toMillis());
		assertThat(runner.isAlive()).isFalse();
		assertThat(ran).isFalse();
	}

	/**
	 * Has the timer's only thread wait, so that nothing runs before the release, however
	 * long the test takes until then.
	 */
	private Thread occupy(CountDownLatch release) {
		CompletableFuture<Thread> runner = new CompletableFuture<>();
		this.timer.schedule(Duration.ZERO, () -> {
			runner.complete(Thread.currentThread());
			awaitUninterruptibly(release);
		});
		return runner.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
	}

	/**
	 * The end of the timer is not to free its thread.
	 */
	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// Not released yet
			}
		}
	}

}
