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

package io.github.wsshutdown.context;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.DrainState;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.RecordingConnection;
import io.github.wsshutdown.drain.RecordingListener;
import io.github.wsshutdown.drain.TestSettings;
import io.github.wsshutdown.drain.Timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DrainLifecycle}.
 */
class DrainLifecycleTests {

	private static final Kind KIND = new Kind("websocket");

	private static final Duration TIMEOUT = Duration.ofSeconds(27);

	private static final int WEB_SERVER_GRACEFUL_PHASE = Integer.MAX_VALUE - 1024;

	private final FakeTimer timer = new FakeTimer();

	private final ConnectionRegistry registry = new ConnectionRegistry(this.timer);

	private final RecordingListener listener = new RecordingListener();

	private final ConnectionDrainer drainer = drainer(this.timer, this.listener);

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final AtomicInteger callbacks = new AtomicInteger();

	private DrainLifecycle lifecycle = lifecycle(this.drainer, Integer.MAX_VALUE);

	@AfterEach
	void close() {
		this.context.close();
		this.drainer.close();
	}

	@Test
	void stopReturnsAtOnceAndCallsBackWhenTheLastOneHasGone() {
		this.lifecycle.start();
		RecordingConnection connection = open().neverAnswers();
		this.lifecycle.stop(this.callbacks::incrementAndGet);
		this.timer.runDue();
		assertThat(connection.departures()).hasSize(1);
		assertThat(this.callbacks).hasValue(0);
		connection.end(Outcome.PEER_ANSWERED);
		awaitCallbacks(1);
		this.timer.advance(Duration.ofHours(1));
		assertThat(this.callbacks).hasValue(1);
	}

	@Test
	void stopWithNothingOpenCallsBackWithoutWaiting() {
		this.lifecycle.start();
		this.lifecycle.stop(this.callbacks::incrementAndGet);
		awaitCallbacks(1);
		assertThat(this.timer.elapsed()).isZero();
	}

	@Test
	void stopCallsBackAfterTheDeadlineWhateverIsLeft() {
		this.lifecycle.start();
		open().neverAnswers().ignoresTermination();
		this.lifecycle.stop(this.callbacks::incrementAndGet);
		this.timer.advance(TIMEOUT.minusNanos(1));
		assertThat(this.callbacks).hasValue(0);
		this.timer.advance(Duration.ofSeconds(2));
		awaitCallbacks(1);
	}

	@Test
	void stopCallsBackOnceIfDrainingFails() {
		ConnectionDrainer broken = drainer(new BrokenTimer());
		this.lifecycle = lifecycle(broken, Integer.MAX_VALUE);
		this.lifecycle.stop(this.callbacks::incrementAndGet);
		assertThat(this.callbacks).hasValue(1);
		assertThat(this.lifecycle.isRunning()).isFalse();
		broken.close();
	}

	@Test
	void stopCallsBackOnceIfAListenerFails() {
		ConnectionDrainer told = drainer(this.timer, new FailingListener());
		this.lifecycle = lifecycle(told, Integer.MAX_VALUE);
		this.lifecycle.stop(this.callbacks::incrementAndGet);
		awaitCallbacks(1);
		this.timer.advance(Duration.ofHours(1));
		assertThat(this.callbacks).hasValue(1);
		told.close();
	}

	@Test
	void stopCallsBackOnceIfTheCallbackFails() {
		this.lifecycle.start();
		RecordingConnection connection = open().neverAnswers();
		this.lifecycle.stop(() -> {
			this.callbacks.incrementAndGet();
			throw new IllegalStateException("expected by a test");
		});
		this.timer.runDue();
		connection.end(Outcome.PEER_ANSWERED);
		awaitCallbacks(1);
		this.timer.advance(Duration.ofHours(1));
		assertThat(this.callbacks).hasValue(1);
	}

	@Test
	void everyStopCallsItsOwnCallbackBack() {
		this.lifecycle.start();
		RecordingConnection connection = open().neverAnswers();
		AtomicInteger others = new AtomicInteger();
		this.lifecycle.stop(this.callbacks::incrementAndGet);
		this.lifecycle.stop(others::incrementAndGet);
		this.timer.runDue();
		connection.end(Outcome.PEER_GONE);
		awaitCallbacks(1);
		await().atMost(Duration.ofSeconds(5)).until(() -> others.get() == 1);
		assertThat(connection.departures()).hasSize(1);
	}

	@Test
	void stopWithoutCallbackIsRefused() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(this.lifecycle::stop)
			.withMessageContaining("stop(Runnable)");
	}

	@Test
	void stopClosesTheGateEvenIfTheContextDoesNotClose() {
		this.lifecycle.start();
		assertThat(isAdmitted()).isTrue();
		this.lifecycle.stop(this.callbacks::incrementAndGet);
		assertThat(isAdmitted()).isFalse();
	}

	@Test
	void runsFromStartToStop() {
		assertThat(this.lifecycle.isRunning()).isFalse();
		this.lifecycle.start();
		assertThat(this.lifecycle.isRunning()).isTrue();
		this.lifecycle.stop(this.callbacks::incrementAndGet);
		assertThat(this.lifecycle.isRunning()).isFalse();
	}

	@Test
	void drainsAgainAfterARestart() {
		for (int round = 1; round <= 3; round++) {
			this.lifecycle.start();
			assertThat(this.drainer.state()).isEqualTo(DrainState.ACCEPTING);
			RecordingConnection connection = open().neverAnswers();
			this.lifecycle.stop(this.callbacks::incrementAndGet);
			assertThat(isAdmitted()).isFalse();
			this.timer.runDue();
			assertThat(connection.departures()).hasSize(1);
			connection.end(Outcome.PEER_ANSWERED);
			awaitCallbacks(round);
		}
		assertThat(this.listener.reports()).hasSize(3);
	}

	@Test
	void restartOfTheContextOpensTheGateAgain() {
		start(this.context);
		this.context.stop();
		assertThat(isAdmitted()).isFalse();
		this.context.start();
		assertThat(isAdmitted()).isTrue();
	}

	@Test
	void closingTheContextClosesTheGateBeforeAnybodyElseIsTold() {
		CompletableFuture<Boolean> admittedOnClose = new CompletableFuture<>();
		this.context.registerBean("aaa", FirstListener.class,
				() -> new FirstListener(() -> admittedOnClose.complete(isAdmitted())));
		start(this.context);
		assertThat(isAdmitted()).isTrue();
		this.context.close();
		assertThat(admittedOnClose).isCompletedWithValue(false);
	}

	@Test
	void closingAChildContextLeavesTheGateOpen() {
		start(this.context);
		GenericApplicationContext child = new GenericApplicationContext(this.context);
		child.refresh();
		child.close();
		assertThat(isAdmitted()).isTrue();
		assertThat(this.drainer.undrain()).isFalse();
		assertThat(this.drainer.state()).isEqualTo(DrainState.ACCEPTING);
	}

	@Test
	void stopsBeforeTheWebServersOwnPhaseAndIsWaitedFor() throws Exception {
		CompletableFuture<Integer> reportsBefore = new CompletableFuture<>();
		this.context.registerBean(Probe.class, () -> new Probe(WEB_SERVER_GRACEFUL_PHASE,
				() -> reportsBefore.complete(this.listener.reports().size())));
		start(this.context);
		RecordingConnection connection = open().neverAnswers();
		connection.onLeave(() -> connection.end(Outcome.PEER_ANSWERED));
		CompletableFuture<Void> closed = CompletableFuture.runAsync(this.context::close);
		await().atMost(Duration.ofSeconds(5)).until(() -> {
			this.timer.runDue();
			return closed.isDone();
		});
		assertThat(reportsBefore.get(5, TimeUnit.SECONDS)).isOne();
	}

	@Test
	void standsInTheGivenPhase() {
		assertThat(this.lifecycle.getPhase()).isEqualTo(Integer.MAX_VALUE).isGreaterThan(WEB_SERVER_GRACEFUL_PHASE);
		assertThat(lifecycle(this.drainer, WEB_SERVER_GRACEFUL_PHASE).getPhase()).isEqualTo(WEB_SERVER_GRACEFUL_PHASE);
	}

	@Test
	void startsWithTheContext() {
		assertThat(this.lifecycle.isAutoStartup()).isTrue();
	}

	/**
	 * Framework 7 asks; the method cannot be overridden with the baseline's classes.
	 */
	@Test
	void isNotPauseable() throws Exception {
		assertThat(DrainLifecycle.class.getMethod("isPauseable").invoke(this.lifecycle)).isEqualTo(false);
	}

	@Test
	void reportSaysWhoStoppedTheContext() {
		this.lifecycle.start();
		this.lifecycle.stop(this.callbacks::incrementAndGet);
		assertThat(awaitReport().causes()).singleElement()
			.hasToString("the application context was stopped by thread '" + Thread.currentThread().getName() + "'")
			.matches((cause) -> cause.shutdown());
	}

	@Test
	void reportSaysWhoClosedTheContext() {
		start(this.context);
		this.context.close();
		assertThat(awaitReport().causes()).singleElement()
			.hasToString("the application context was closed by thread '" + Thread.currentThread().getName() + "'");
	}

	@Test
	void reportSaysThatTheJvmIsShuttingDown() throws Exception {
		this.lifecycle.start();
		Thread hook = new Thread(() -> this.lifecycle.stop(this.callbacks::incrementAndGet),
				"SpringApplicationShutdownHook");
		hook.start();
		hook.join(5000);
		assertThat(awaitReport().causes()).singleElement().hasToString("the JVM is shutting down (SIGTERM or exit)");
	}

	private void start(GenericApplicationContext context) {
		context.registerBean(DrainLifecycle.class, () -> this.lifecycle);
		context.refresh();
	}

	private DrainLifecycle lifecycle(ConnectionDrainer drainer, int phase) {
		return new DrainLifecycle(this.context, drainer, TIMEOUT, phase);
	}

	private ConnectionDrainer drainer(Timer timer, DrainListener... listeners) {
		return new ConnectionDrainer(this.registry, timer, new TestSettings().build(), DrainOrder.idleFirst(),
				List.of(listeners));
	}

	private RecordingConnection open() {
		Admission admission = this.registry.tryAdmit(KIND, "/chat").orElseThrow();
		RecordingConnection connection = new RecordingConnection(this.timer::elapsed, this.registry.clock(), KIND,
				"/chat", "1");
		admission.established(connection);
		return connection;
	}

	private boolean isAdmitted() {
		return this.registry.tryAdmit(KIND, "/chat").map((admission) -> {
			admission.close();
			return true;
		}).orElse(false);
	}

	private void awaitCallbacks(int expected) {
		await().atMost(Duration.ofSeconds(5)).until(() -> this.callbacks.get() == expected);
	}

	private DrainReport awaitReport() {
		await().atMost(Duration.ofSeconds(5)).until(() -> !this.listener.reports().isEmpty());
		return this.listener.reports().get(0);
	}

	private static final class FirstListener implements ApplicationListener<ContextClosedEvent>, Ordered {

		private final Runnable action;

		FirstListener(Runnable action) {
			this.action = action;
		}

		@Override
		public void onApplicationEvent(ContextClosedEvent event) {
			this.action.run();
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

	private static final class Probe implements SmartLifecycle {

		private final int phase;

		private final Runnable onStop;

		private boolean running;

		Probe(int phase, Runnable onStop) {
			this.phase = phase;
			this.onStop = onStop;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			this.onStop.run();
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

	private static final class BrokenTimer implements Timer {

		@Override
		public long nanos() {
			throw new IllegalStateException("expected by a test");
		}

		@Override
		public Instant now() {
			throw new IllegalStateException("expected by a test");
		}

		@Override
		public Cancellable schedule(Duration delay, Runnable task) {
			throw new IllegalStateException("expected by a test");
		}

	}

	private static final class FailingListener implements DrainListener {

		@Override
		public void finished(Drain drain, DrainReport report) {
			throw new IllegalStateException("expected by a test");
		}

	}

}
