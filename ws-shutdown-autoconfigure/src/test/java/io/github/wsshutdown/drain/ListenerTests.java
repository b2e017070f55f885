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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListenerTests {

	@Test
	void listenersAreToldInOrder() {
		DrainHarness harness = new DrainHarness();
		harness.open(2).forEach(RecordingConnection::neverAnswers);
		Drain drain = harness.drain();
		harness.advanceSeconds(6);
		harness.advance(DrainHarness.TIMEOUT);
		DrainReport report = DrainHarness.reportOf(drain);
		Awaitility.await().untilAsserted(() -> assertThat(harness.listener().reports()).hasSize(1));
		assertThat(harness.listener().events()).startsWith("started", "progress").endsWith("finished");
		assertThat(harness.listener().reports()).containsExactly(report);
		assertThat(harness.listener().plans()).singleElement()
			.satisfies((plan) -> assertThat(plan.total()).isEqualTo(2));
		harness.close();
	}

	@Test
	void progressIsToldEveryFiveSeconds() {
		DrainHarness harness = new DrainHarness();
		RecordingConnection connection = harness.open().neverAnswers();
		harness.drain();
		harness.advanceSeconds(4);
		assertThat(harness.listener().progress()).isEmpty();
		for (int told = 1; told <= 3; told++) {
			int expected = told;
			harness.advanceSeconds(5);
			Awaitility.await().untilAsserted(() -> assertThat(harness.listener().progress()).hasSize(expected));
		}
		connection.end(Outcome.PEER_GONE);
		harness.advanceSeconds(30);
		Awaitility.await().untilAsserted(() -> assertThat(harness.listener().events()).contains("finished"));
		assertThat(harness.listener().progress()).hasSize(3);
		harness.close();
	}

	@Test
	void changesAreToldWithinATenthOfASecondAndOnlyIfThereAreAny() {
		ChangeCounter changes = new ChangeCounter();
		DrainHarness harness = new DrainHarness(new TestSettings(), changes);
		List<RecordingConnection> connections = harness.open(3);
		connections.forEach(RecordingConnection::neverAnswers);
		harness.drain();
		harness.advance(Duration.ofMillis(99));
		assertThat(changes.told()).isZero();
		harness.advance(Duration.ofMillis(1));
		changes.await(harness, 1);
		harness.advanceSeconds(3);
		connections.get(0).end(Outcome.PEER_GONE);
		connections.get(1).end(Outcome.PEER_GONE);
		harness.advance(Duration.ofMillis(100));
		changes.await(harness, 2);
		connections.get(2).end(Outcome.PEER_GONE);
		harness.advanceSeconds(60);
		Awaitility.await().untilAsserted(() -> assertThat(harness.listener().events()).contains("finished"));
		assertThat(changes.told()).isEqualTo(2);
		harness.close();
	}

	@Test
	void changeIsToldInTimeThoughAListenerHasHeldUpTheOthers() {
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger told = new AtomicInteger();
		DrainHarness harness = new DrainHarness(new TestSettings(), new DrainListener() {

			@Override
			public void started(Drain drain, DrainPlan plan) {
				awaitUninterruptibly(release);
			}

			@Override
			public void changed(Drain drain) {
				told.incrementAndGet();
			}

		});
		harness.open().neverAnswers();
		harness.drain();
		harness.advance(Duration.ofMillis(100));
		release.countDown();
		Awaitility.await().untilAsserted(() -> {
			harness.timer().runDue();
			assertThat(told).hasValue(1);
		});
		harness.close();
	}

	@Test
	void nothingIsScheduledWhileNothingChanges() {
		DrainHarness harness = new DrainHarness();
		harness.open().neverAnswers();
		harness.drain();
		harness.advanceSeconds(4);
		Awaitility.await().untilAsserted(() -> {
			harness.timer().runDue();
			assertThat(harness.timer().dueWithin(Duration.ofMillis(900))).isZero();
		});
		harness.close();
	}

	@Test
	void listenersMayBeToldAfterTheyWereClosed() {
		DrainHarness harness = new DrainHarness();
		harness.close();
		DrainHarness.reportOf(harness.drain());
		assertThat(harness.listener().events()).containsExactly("started", "finished");
	}

	@Test
	void stragglerIsToldBeforeTheEnd() {
		List<String> told = new CopyOnWriteArrayList<>();
		DrainHarness harness = new DrainHarness(new TestSettings(), new DrainListener() {

			@Override
			public void terminated(Drain drain, Straggler straggler) {
				told.add("terminated " + straggler.id());
			}

			@Override
			public void finished(Drain drain, DrainReport report) {
				told.add("finished");
			}

		});
		harness.open().neverAnswers();
		harness.open();
		harness.drain();
		harness.advance(DrainHarness.TIMEOUT);
		Awaitility.await().untilAsserted(() -> assertThat(told).containsExactly("terminated c0", "finished"));
		harness.close();
	}

	@Test
	void startIsToldFirstThoughTheDrainIsUndoneMeanwhile() {
		DrainHarness harness = new DrainHarness();
		RecordingConnection connection = harness.open();
		connection.onInfo(() -> harness.drainer().running().ifPresent(Drain::cancel));
		harness.drain();
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(harness.listener().events()).containsExactly("started", "undrained", "finished"));
		assertThat(connection.asked()).isEmpty();
		harness.close();
	}

	@Test
	void startIsToldFirstThoughTheDrainIsOvertakenMeanwhile() {
		List<Scope> started = new CopyOnWriteArrayList<>();
		DrainHarness harness = new DrainHarness(new TestSettings(), new DrainListener() {

			@Override
			public void started(Drain drain, DrainPlan plan) {
				started.add(drain.scope());
			}

		});
		RecordingConnection connection = harness.open();
		AtomicBoolean once = new AtomicBoolean();
		connection.onInfo(() -> {
			if (harness.drainer().running().isPresent() && once.compareAndSet(false, true)) {
				harness.shutdown(DrainHarness.TIMEOUT);
			}
		});
		harness.drain(Scope.endpoint("/ws"), DrainHarness.TIMEOUT);
		Awaitility.await()
			.untilAsserted(() -> assertThat(started).containsExactly(Scope.endpoint("/ws"), Scope.everything()));
		assertThat(connection.asked()).hasSize(1);
		harness.close();
	}

	@Test
	void firstHundredStragglersAreToldAndAllAreReported() {
		AtomicInteger told = new AtomicInteger();
		DrainHarness harness = new DrainHarness(new TestSettings(), new DrainListener() {

			@Override
			public void terminated(Drain drain, Straggler straggler) {
				told.incrementAndGet();
			}

		});
		harness.open(150).forEach(RecordingConnection::neverAnswers);
		Drain drain = harness.drain();
		harness.advance(DrainHarness.TIMEOUT);
		assertThat(DrainHarness.reportOf(drain).stragglers()).hasSize(150);
		assertThat(told).hasValue(100);
		harness.close();
	}

	@Test
	void everybodyIsToldOfTheSameProgress() {
		RecordingListener other = new RecordingListener();
		DrainHarness harness = new DrainHarness(new TestSettings(), other);
		harness.open().neverAnswers();
		harness.drain();
		harness.advanceSeconds(5);
		Awaitility.await().untilAsserted(() -> assertThat(harness.listener().progress()).hasSize(1));
		assertThat(other.progress().get(0)).isSameAs(harness.listener().progress().get(0));
		harness.close();
	}

	@Test
	void listenerThatFailsIsWarnedOfOnce() {
		List<Level> levels = new CopyOnWriteArrayList<>();
		Logger logger = Logger.getLogger(DrainListener.class.getName());
		Level before = logger.getLevel();
		logger.setLevel(Level.ALL);
		logger.setFilter((logged) -> {
			levels.add(logged.getLevel());
			return false;
		});
		try {
			DrainHarness harness = new DrainHarness(new TestSettings(), new DrainListener() {

				@Override
				public void terminated(Drain drain, Straggler straggler) {
					RecordingConnection.fail();
				}

			});
			harness.open(3).forEach(RecordingConnection::neverAnswers);
			Drain drain = harness.drain();
			harness.advance(DrainHarness.TIMEOUT);
			assertThat(DrainHarness.reportOf(drain).stragglers()).hasSize(3);
			harness.close();
		}
		finally {
			logger.setFilter(null);
			logger.setLevel(before);
		}
		assertThat(levels).containsExactly(Level.WARNING, Level.FINE, Level.FINE);
	}

	@Test
	void listenerThatThrowsChangesNothing() {
		DrainHarness harness = new DrainHarness(new TestSettings(), new DrainListener() {

			@Override
			public void started(Drain drain, DrainPlan plan) {
				RecordingConnection.fail();
			}

			@Override
			public void finished(Drain drain, DrainReport report) {
				throw new AssertionError("scripted");
			}

		});
		RecordingConnection connection = harness.open();
		Drain drain = harness.drain();
		assertThat(connection.asked()).hasSize(1);
		assertThat(DrainHarness.reportOf(drain).total()).isOne();
		assertThat(harness.listener().events()).containsExactly("started", "finished");
		harness.close();
	}

	@Test
	void listenerThatBlocksDelaysTheReportByTheMarginOnly() {
		CountDownLatch release = new CountDownLatch(1);
		DrainHarness harness = new DrainHarness(new TestSettings(), new DrainListener() {

			@Override
			public void started(Drain drain, DrainPlan plan) {
				awaitUninterruptibly(release);
			}

		});
		RecordingConnection connection = harness.open();
		Drain drain = harness.drain();
		assertThat(connection.asked()).hasSize(1);
		assertThat(harness.state()).isEqualTo(DrainState.DRAINED);
		assertThat(drain.report().toCompletableFuture()).isNotDone();
		harness.advanceSeconds(1);
		assertThat(drain.report().toCompletableFuture()).isDone();
		assertThat(harness.listener().events()).isEmpty();
		release.countDown();
		Awaitility.await()
			.untilAsserted(() -> assertThat(harness.listener().events()).containsExactly("started", "finished"));
		harness.close();
	}

	@Test
	void reportComesThoughTheListenersAreClosed() {
		DrainHarness harness = new DrainHarness();
		harness.close();
		Drain drain = harness.drain();
		harness.advanceSeconds(1);
		assertThat(drain.report().toCompletableFuture()).isDone();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static final class ChangeCounter implements DrainListener {

		private final AtomicInteger told = new AtomicInteger();

		@Override
		public void changed(Drain drain) {
			this.told.incrementAndGet();
		}

		int told() {
			return this.told.get();
		}

		/**
		 * Waits until that many are told; only the way through the listeners' thread
		 * takes real time.
		 */
		void await(DrainHarness harness, int number) {
			Awaitility.await().untilAsserted(() -> {
				harness.timer().runDue();
				assertThat(this.told).hasValue(number);
			});
		}

	}

}
