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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real threads on a real timer, for what a fake one cannot show.
 */
class DrainStressTests {

	private static final int ROUNDS = 2000;

	private static final DrainRequest REQUEST = new DrainRequest(Scope.everything(), Cause.request("operator"),
			Duration.ofSeconds(10));

	private static final DrainRequest SHUTDOWN = new DrainRequest(Scope.everything(), Cause.shutdown("shutdown"),
			Duration.ofSeconds(10));

	private final Race race = new Race();

	private final SystemTimer timer = new SystemTimer();

	private ConnectionRegistry registry;

	private ConnectionDrainer drainer;

	@AfterEach
	void close() {
		this.race.close();
		this.timer.close();
	}

	@Test
	void newcomerIsRefusedOrAskedOrReleasedButNeverForgotten() {
		for (int round = 0; round < ROUNDS; round++) {
			begin();
			boolean comes = round % 4 > 0;
			RecordingConnection connection = connection();
			AtomicReference<Optional<Admission>> admission = new AtomicReference<>();
			AtomicReference<Drain> drain = new AtomicReference<>();
			this.race.run(() -> {
				admission.set(this.registry.tryAdmit(DrainHarness.WEBSOCKET, "/ws"));
				admission.get().ifPresent((it) -> {
					if (comes) {
						it.established(connection);
					}
					else {
						it.close();
					}
				});
			}, () -> drain.set(this.drainer.drain(REQUEST)));
			DrainReport report = DrainHarness.reportOf(drain.get());
			boolean established = comes && admission.get().isPresent();
			assertThat(connection.asked()).hasSize(established ? 1 : 0);
			assertThat(report.total()).isEqualTo(report.count(Outcome.PEER_ANSWERED)).isEqualTo(established ? 1 : 0);
			assertThat(this.registry.refused()).isEqualTo(admission.get().isPresent() ? 0 : 1);
			assertThat(this.registry.slots()).isEmpty();
			end();
		}
	}

	@Test
	void connectionEstablishedWhileItsReservationIsReleasedIsNotForgotten() {
		for (int round = 0; round < ROUNDS; round++) {
			begin();
			Admission admission = this.registry.tryAdmit(DrainHarness.WEBSOCKET, "/ws").orElseThrow();
			RecordingConnection connection = connection();
			this.race.run(admission::close, () -> admission.established(connection));
			assertThat(this.registry.connections()).as("round %d", round).containsExactly(connection);
			connection.end(Outcome.PEER_GONE);
			end();
		}
	}

	@Test
	void twoDrainsAtOnceAreOne() {
		for (int round = 0; round < ROUNDS; round++) {
			begin();
			RecordingConnection connection = open().neverAnswers();
			AtomicReference<Drain> one = new AtomicReference<>();
			AtomicReference<Drain> other = new AtomicReference<>();
			this.race.run(() -> one.set(this.drainer.drain(SHUTDOWN)), () -> other.set(this.drainer.drain(SHUTDOWN)));
			assertThat(one.get()).isSameAs(other.get());
			connection.end(Outcome.PEER_GONE);
			assertThat(DrainHarness.reportOf(one.get()).total()).isOne();
			end();
		}
	}

	@Test
	void orderIsFoundThoughManyArriveMeanwhile() {
		for (int round = 0; round < 5; round++) {
			begin();
			List<Admission> admissions = new ArrayList<>();
			for (int i = 0; i < 4000; i++) {
				admissions.add(this.registry.tryAdmit(DrainHarness.WEBSOCKET, "/ws").orElseThrow());
			}
			AtomicBoolean arrived = new AtomicBoolean();
			this.race.run(() -> {
				admissions.forEach((admission) -> admission.established(connection()));
				arrived.set(true);
			}, () -> {
				while (!arrived.get()) {
					this.drainer.preview(REQUEST);
				}
			});
			assertThat(this.drainer.preview(REQUEST).order()).hasSize(4000);
			end();
		}
	}

	@Test
	void nobodyIsChosenAfterUndrain() {
		for (int round = 0; round < ROUNDS; round++) {
			begin();
			List<RecordingConnection> connections = open(20);
			Drain drain = this.drainer.drain(REQUEST);
			int wanted = round % 20;
			while (asked(connections) < wanted) {
				Thread.yield();
			}
			this.drainer.undrain();
			int asked = drain.progress().asked();
			assertThat(this.registry.tryAdmit(DrainHarness.WEBSOCKET, "/ws")).isPresent();
			DrainReport report = DrainHarness.reportOf(drain);
			assertThat(asked(connections)).as("round %d", round).isEqualTo(asked);
			assertThat(report.asked()).isEqualTo(asked);
			end();
		}
	}

	@Test
	void shutdownOvertakesWhilePacing() {
		for (int round = 0; round < ROUNDS; round++) {
			begin();
			List<RecordingConnection> connections = open(10);
			AtomicReference<Drain> operators = new AtomicReference<>();
			AtomicReference<Drain> shutdown = new AtomicReference<>();
			AtomicBoolean begun = new AtomicBoolean();
			int wanted = round % 10;
			this.race.run(() -> {
				operators.set(this.drainer.drain(REQUEST));
				begun.set(true);
			}, () -> {
				while (wanted > 0 && !(begun.get() && asked(connections) >= wanted)) {
					Thread.yield();
				}
				shutdown.set(this.drainer.drain(SHUTDOWN));
			});
			DrainReport report = DrainHarness.reportOf(shutdown.get());
			DrainReport first = DrainHarness.reportOf(operators.get());
			assertThat(connections).allSatisfy((connection) -> assertThat(connection.asked()).hasSize(1));
			assertThat(this.registry.slots()).isEmpty();
			int total = report.total() + ((first != report) ? first.total() : 0);
			assertThat(total).as("round %d", round).isEqualTo(10);
			assertThat(report.count(Outcome.PEER_ANSWERED)).isEqualTo(report.total());
			assertThat(report.asked()).isEqualTo(report.total());
			end();
		}
	}

	@Test
	void newcomersDuringAShutdownThatOvertakesAreNotForgotten() {
		for (int round = 0; round < ROUNDS; round++) {
			begin();
			Admission admission = this.registry.tryAdmit(DrainHarness.WEBSOCKET, "/ws").orElseThrow();
			RecordingConnection connection = connection();
			AtomicReference<Drain> shutdown = new AtomicReference<>();
			this.drainer.drain(REQUEST);
			this.race.run(() -> admission.established(connection), () -> shutdown.set(this.drainer.drain(SHUTDOWN)));
			DrainHarness.reportOf(shutdown.get());
			assertThat(connection.asked()).hasSize(1);
			assertThat(this.registry.slots()).isEmpty();
			end();
		}
	}

	@Test
	void busyOneIsAskedOnceWhetherItEndsOrItsGrace() {
		for (int round = 0; round < ROUNDS; round++) {
			begin();
			RecordingConnection busy = open();
			busy.activity().begin();
			AtomicReference<Drain> drain = new AtomicReference<>();
			this.race.run(() -> drain.set(this.drainer.drain(REQUEST)), () -> busy.activity().end());
			assertThat(DrainHarness.reportOf(drain.get()).count(Outcome.PEER_ANSWERED)).isOne();
			assertThat(busy.asked()).hasSize(1);
			end();
		}
	}

	private void begin() {
		this.registry = new ConnectionRegistry(this.timer);
		this.drainer = new ConnectionDrainer(this.registry, this.timer, new TestSettings().build(),
				DrainOrder.idleFirst(), List.of());
	}

	private void end() {
		this.drainer.close();
	}

	private RecordingConnection connection() {
		return new RecordingConnection(() -> Duration.ZERO, this.registry.clock(), DrainHarness.WEBSOCKET, "/ws", "c");
	}

	private RecordingConnection open() {
		RecordingConnection connection = connection();
		this.registry.tryAdmit(DrainHarness.WEBSOCKET, "/ws").orElseThrow().established(connection);
		return connection;
	}

	private List<RecordingConnection> open(int count) {
		List<RecordingConnection> connections = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			connections.add(open());
		}
		return connections;
	}

	private static int asked(List<RecordingConnection> connections) {
		return connections.stream().mapToInt((connection) -> connection.asked().size()).sum();
	}

}
