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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.RecordingConnection;
import io.github.wsshutdown.drain.RecordingListener;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.drain.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ReadinessSwitch}.
 */
class ReadinessSwitchTests {

	private static final Kind KIND = new Kind("websocket");

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final FakeTimer timer = new FakeTimer();

	private final ConnectionRegistry registry = new ConnectionRegistry(this.timer);

	private final RecordingListener told = new RecordingListener();

	private final List<RecordingConnection> open = new CopyOnWriteArrayList<>();

	private final List<ReadinessState> published = new CopyOnWriteArrayList<>();

	private final GenericApplicationContext context = new GenericApplicationContext();

	private ApplicationAvailability availability;

	private ConnectionDrainer drainer;

	@BeforeEach
	void start() {
		ApplicationAvailabilityBean states = new ApplicationAvailabilityBean();
		ReadinessSwitch readiness = new ReadinessSwitch(this.context, states, () -> this.drainer);
		this.availability = states;
		this.drainer = new ConnectionDrainer(this.registry, this.timer, new TestSettings().build(),
				DrainOrder.idleFirst(), List.<DrainListener>of(readiness, this.told));
		this.context.addApplicationListener(states);
		this.context.addApplicationListener(readiness);
		this.context.addApplicationListener(new Publications());
		this.context.registerBean("drain", DrainLifecycle.class,
				() -> new DrainLifecycle(this.context, this.drainer, TIMEOUT, Integer.MAX_VALUE));
		this.context.refresh();
		set(ReadinessState.ACCEPTING_TRAFFIC);
		AvailabilityChangeEvent.publish(this.context, LivenessState.CORRECT);
		this.published.clear();
	}

	@AfterEach
	void close() {
		this.open.forEach((connection) -> connection.end(Outcome.PEER_GONE));
		this.context.close();
		this.drainer.close();
	}

	@Test
	void drainOfEverythingRefusesTraffic() {
		drain(Scope.everything());
		assertThat(this.published).containsExactly(ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.availability.getLivenessState()).isEqualTo(LivenessState.CORRECT);
	}

	@Test
	void undrainAcceptsTrafficAgain() {
		open();
		drain(Scope.everything());
		undrain();
		assertThat(this.published).containsExactly(ReadinessState.REFUSING_TRAFFIC, ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(this.availability.getLivenessState()).isEqualTo(LivenessState.CORRECT);
	}

	@Test
	void endOfADrainChangesNothingUntilItIsUndone() {
		drain(Scope.everything());
		awaitTold("finished");
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		undrain();
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void secondDrainOfEverythingIsUndoneAsOne() {
		drain(Scope.everything());
		awaitTold("finished");
		this.told.events().clear();
		drain(Scope.everything());
		undrain();
		assertThat(this.published).containsExactly(ReadinessState.REFUSING_TRAFFIC, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void drainOfAPartLeavesReadinessAlone() {
		for (Scope part : List.of(Scope.endpoint("/chat"), Scope.kind(KIND), Scope.everything().share(50),
				Scope.everything().ofUser("ann"))) {
			drain(part);
			undrainIfNeeded();
		}
		assertThat(this.published).isEmpty();
	}

	@Test
	void drainOfAPartAfterOneOfEverythingIsUndoneWithIt() {
		drain(Scope.everything());
		awaitTold("finished");
		this.told.events().clear();
		drain(Scope.everything().share(50));
		awaitTold("finished");
		undrain();
		assertThat(this.published).containsExactly(ReadinessState.REFUSING_TRAFFIC, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void shutdownIsLeftToSpringBoot() {
		open();
		this.drainer.shutdownBegins();
		this.drainer.drain(new DrainRequest(Scope.everything(), Cause.shutdown("test"), TIMEOUT));
		awaitTold("started");
		assertThat(this.published).isEmpty();
	}

	@Test
	void closingDuringADrainLeavesTheApplicationNotReady() {
		open();
		drain(Scope.everything());
		this.timer.runDue();
		this.open.forEach((connection) -> connection.end(Outcome.PEER_GONE));
		this.context.close();
		assertThat(this.published).containsExactly(ReadinessState.REFUSING_TRAFFIC);
	}

	@Test
	void whatSomebodyElseHasSwitchedOffStaysOff() {
		set(ReadinessState.REFUSING_TRAFFIC);
		drain(Scope.everything());
		undrain();
		assertThat(this.published).containsExactly(ReadinessState.REFUSING_TRAFFIC);
	}

	@Test
	void whatSomebodyElseHasSaidSinceStaysSo() {
		drain(Scope.everything());
		set(ReadinessState.REFUSING_TRAFFIC);
		undrain();
		assertThat(this.published).containsExactly(ReadinessState.REFUSING_TRAFFIC, ReadinessState.REFUSING_TRAFFIC);
		set(ReadinessState.ACCEPTING_TRAFFIC);
		this.published.clear();
		drain(Scope.everything());
		set(ReadinessState.ACCEPTING_TRAFFIC);
		undrain();
		assertThat(this.published).containsExactly(ReadinessState.REFUSING_TRAFFIC, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void applicationThatIsStoppedAndStartedAgainIsReadyAgain() {
		drain(Scope.everything());
		awaitTold("finished");
		this.context.stop();
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		this.context.start();
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	/**
	 * As a checkpoint does, without the events of a context that is stopped and started.
	 */
	@Test
	void applicationThatIsRestoredIsReadyAgain() {
		drain(Scope.everything());
		awaitTold("finished");
		LifecycleProcessor lifecycle = this.context.getBean(LifecycleProcessor.class);
		lifecycle.stop();
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		lifecycle.start();
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void startDoesNotWaitForAListenerThatIsToldOfReadiness() throws Exception {
		CountDownLatch told = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		this.context.addApplicationListener((AvailabilityChangeEvent<ReadinessState> event) -> {
			if (event.getState() == ReadinessState.REFUSING_TRAFFIC) {
				told.countDown();
				awaitRelease(released);
			}
		});
		this.drainer.drain(new DrainRequest(Scope.everything(), Cause.request("test"), TIMEOUT));
		assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> restarted = CompletableFuture
			.runAsync(() -> this.context.getBean(DrainLifecycle.class).start());
		assertThat(restarted).succeedsWithin(Duration.ofSeconds(5));
		released.countDown();
		await().atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(this.published).containsExactly(ReadinessState.REFUSING_TRAFFIC,
					ReadinessState.ACCEPTING_TRAFFIC));
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	private static void awaitRelease(CountDownLatch released) {
		try {
			released.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void listenerThatFailsDoesNotKeepReadinessOff() {
		AtomicBoolean failing = new AtomicBoolean(true);
		this.context.addApplicationListener((AvailabilityChangeEvent<ReadinessState> event) -> {
			if (failing.getAndSet(false)) {
				throw new IllegalStateException("expected by a test");
			}
		});
		drain(Scope.everything());
		undrainIfNeeded();
		assertThat(this.published).containsExactly(ReadinessState.REFUSING_TRAFFIC, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void startOfAnotherContextChangesNothing() {
		drain(Scope.everything());
		try (GenericApplicationContext child = new GenericApplicationContext(this.context)) {
			child.refresh();
			this.drainer.reset();
			child.start();
		}
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
	}

	private void open() {
		RecordingConnection connection = new RecordingConnection(this.timer::elapsed, this.registry.clock(), KIND,
				"/chat", "1")
			.neverAnswers();
		this.registry.tryAdmit(KIND, "/chat").orElseThrow().established(connection);
		this.open.add(connection);
	}

	private void drain(Scope scope) {
		long before = times("started");
		this.drainer.drain(new DrainRequest(scope, Cause.request("test"), TIMEOUT));
		await().atMost(Duration.ofSeconds(5)).until(() -> times("started") > before);
	}

	private void undrain() {
		long before = times("undrained");
		assertThat(this.drainer.undrain()).isTrue();
		await().atMost(Duration.ofSeconds(5)).until(() -> times("undrained") > before);
	}

	private long times(String event) {
		return this.told.events().stream().filter(event::equals).count();
	}

	private void undrainIfNeeded() {
		awaitTold("finished");
		if (this.drainer.undrain()) {
			awaitTold("undrained");
		}
		this.told.events().clear();
	}

	private void awaitTold(String event) {
		await().atMost(Duration.ofSeconds(5)).until(() -> this.told.events().contains(event));
	}

	private void set(ReadinessState state) {
		AvailabilityChangeEvent.publish(this.context, state);
	}

	private final class Publications implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

		@Override
		public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
			ReadinessSwitchTests.this.published.add(event.getState());
		}

	}

}
