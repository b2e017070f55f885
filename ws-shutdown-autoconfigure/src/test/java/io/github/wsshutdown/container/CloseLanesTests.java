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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.FakeTimer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CloseLanes}.
 */
class CloseLanesTests {

	private static final Duration BUDGET = Duration.ofSeconds(5);

	private static final int MORE_THAN_ALL_THREADS = 400;

	private final FakeTimer timer = new FakeTimer();

	private final CloseLanes lanes = CloseLanes.ofPlatformThreads(this.timer);

	private final CountDownLatch peersRead = new CountDownLatch(1);

	@AfterEach
	void end() {
		this.peersRead.countDown();
		this.lanes.close();
	}

	@Test
	void stuckPeersDoNotHoldUpTheOthersHoweverManyTheyAre() throws Exception {
		for (int i = 0; i < MORE_THAN_ALL_THREADS; i++) {
			this.lanes.execute(new StubWire().writing(), BUDGET, this::waitForPeers);
		}
		CompletableFuture<Void> closed = new CompletableFuture<>();
		this.lanes.execute(new StubWire(), BUDGET, () -> closed.complete(null));
		closed.get(5, TimeUnit.SECONDS);
	}

	@Test
	void stuckPeersLeaveOnceTheyRead() throws Exception {
		CountDownLatch closed = new CountDownLatch(MORE_THAN_ALL_THREADS);
		for (int i = 0; i < MORE_THAN_ALL_THREADS; i++) {
			this.lanes.execute(new StubWire().writing(), BUDGET, () -> {
				waitForPeers();
				closed.countDown();
			});
		}
		this.peersRead.countDown();
		assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void closesRunBesideEachOther() throws Exception {
		CountDownLatch both = new CountDownLatch(2);
		CountDownLatch met = new CountDownLatch(2);
		for (int i = 0; i < 2; i++) {
			this.lanes.execute(new StubWire(), BUDGET, () -> {
				both.countDown();
				await(both);
				met.countDown();
			});
		}
		assertThat(met.await(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void threadsAreNamedDaemonsOfTheirLane() throws Exception {
		assertThat(threadOf(new StubWire()).getName()).startsWith("ws-shutdown-close-")
			.doesNotStartWith("ws-shutdown-close-stuck-");
		Thread stuck = threadOf(new StubWire().writing());
		assertThat(stuck.getName()).startsWith("ws-shutdown-close-stuck-");
		assertThat(stuck.isDaemon()).isTrue();
	}

	@Test
	void failingCloseDoesNotHinderTheNext() throws Exception {
		for (int i = 0; i < 64; i++) {
			this.lanes.execute(new StubWire(), BUDGET, () -> {
				throw new QuietException();
			});
		}
		assertThat(threadOf(new StubWire())).isNotNull();
	}

	@Test
	void closesThatRunAreLeftToEndByClose() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		CompletableFuture<Boolean> ended = new CompletableFuture<>();
		this.lanes.execute(new StubWire(), BUDGET, () -> {
			begun.countDown();
			try {
				ended.complete(closed.await(5, TimeUnit.SECONDS));
			}
			catch (InterruptedException ex) {
				ended.complete(false);
			}
		});
		assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
		this.lanes.close();
		closed.countDown();
		assertThat(ended.get(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void nothingRunsAndNothingIsThrownAfterClose() {
		this.lanes.close();
		AtomicBoolean ran = new AtomicBoolean();
		this.lanes.execute(new StubWire(), BUDGET, () -> ran.set(true));
		this.lanes.execute(new StubWire().writing(), BUDGET, () -> ran.set(true));
		this.lanes.close();
		assertThat(ran).isFalse();
	}

	@Test
	void givenExecutorIsHandedEveryCloseOnceAndIsLeftOpen() {
		Queue<Runnable> handed = new ConcurrentLinkedQueue<>();
		AtomicInteger closes = new AtomicInteger();
		CloseLanes given = CloseLanes.on(this.timer, handed::add);
		given.execute(new StubWire(), BUDGET, closes::incrementAndGet);
		given.execute(new StubWire().writing(), BUDGET, closes::incrementAndGet);
		assertThat(closes).hasValue(0);
		handed.forEach(Runnable::run);
		assertThat(closes).hasValue(2);
		given.close();
	}

	@Test
	void closeThatIsNotOverWithinItsBudgetIsCut() {
		StubWire wire = new StubWire();
		this.lanes.runHere(wire, BUDGET, () -> {
			this.timer.advance(BUDGET.minusNanos(1));
			assertThat(wire.calls).isEmpty();
			this.timer.advance(Duration.ofNanos(1));
			assertThat(wire.calls).containsExactly("cut FAILED");
		});
	}

	@Test
	void budgetBeginsWhenTheCloseDoesNotWhileItWaitsForAThread() {
		Queue<Runnable> handed = new ConcurrentLinkedQueue<>();
		StubWire wire = new StubWire();
		CloseLanes.on(this.timer, handed::add).execute(wire, BUDGET, () -> this.timer.advance(BUDGET.minusNanos(1)));
		this.timer.advance(BUDGET.multipliedBy(2));
		handed.remove().run();
		assertThat(wire.calls).isEmpty();
	}

	@Test
	void closeThatIsOverInTimeIsNotCut() {
		StubWire wire = new StubWire();
		this.lanes.runHere(wire, BUDGET, () -> this.timer.advance(BUDGET.minusNanos(1)));
		this.timer.advance(BUDGET);
		assertThat(wire.calls).isEmpty();
	}

	@Test
	void closeThatFailedInTimeIsNotCut() {
		StubWire wire = new StubWire();
		assertThatExceptionOfType(QuietException.class).isThrownBy(() -> this.lanes.runHere(wire, BUDGET, () -> {
			throw new QuietException();
		}));
		this.timer.advance(BUDGET);
		assertThat(wire.calls).isEmpty();
	}

	private Thread threadOf(StubWire wire) throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		this.lanes.execute(wire, BUDGET, () -> thread.complete(Thread.currentThread()));
		return thread.get(5, TimeUnit.SECONDS);
	}

	private boolean waitForPeers() {
		return await(this.peersRead);
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Would be printed by the thread's handler: without a trace it is one line.
	 */
	private static final class QuietException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		QuietException() {
			super("expected by a test", null, false, false);
		}

	}

}
