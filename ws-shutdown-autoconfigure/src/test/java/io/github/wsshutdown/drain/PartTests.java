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

import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartTests {

	private final DrainHarness harness = new DrainHarness();

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void shareIsRoundedUpAndTakesIdleOnesFirst() {
		List<RecordingConnection> connections = this.harness.open(7);
		connections.get(0).activity().begin();
		Drain drain = this.harness.drain(Scope.everything().share(30), DrainHarness.TIMEOUT);
		assertThat(connections).extracting((connection) -> connection.asked().size())
			.containsExactly(0, 1, 1, 1, 0, 0, 0);
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.total()).isEqualTo(3);
		assertThat(report.count(Outcome.PEER_ANSWERED)).isEqualTo(3);
	}

	@Test
	void nextShareIsOneOfThoseWhoAreLeft() {
		List<RecordingConnection> connections = this.harness.open(10);
		this.harness.drain(Scope.everything().share(50), DrainHarness.TIMEOUT);
		this.harness.drain(Scope.everything().share(50), DrainHarness.TIMEOUT);
		assertThat(connections).filteredOn(RecordingConnection::isOpen).hasSize(2);
	}

	@Test
	void nextShareIsNotOneOfThoseWhoWereAsked() {
		List<RecordingConnection> connections = this.harness.open(10);
		connections.forEach(RecordingConnection::neverAnswers);
		this.harness.drain(Scope.everything().share(50), DrainHarness.TIMEOUT);
		this.harness.drainer().undrain();
		this.harness.drain(Scope.everything().share(50), DrainHarness.TIMEOUT);
		assertThat(connections).extracting((connection) -> connection.asked().size())
			.containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 0, 0);
		assertThat(connections).allSatisfy((connection) -> assertThat(connection.cut()).isEmpty());
	}

	@Test
	void oneThatEndsWhileItIsChosenIsMissingInTheShare() {
		List<RecordingConnection> connections = this.harness.open(2);
		connections.get(0).onInfo(() -> connections.get(0).end(Outcome.PEER_GONE));
		connections.get(1).onInfo(() -> connections.get(1).end(Outcome.PEER_GONE));
		Drain drain = this.harness.drain(Scope.everything().share(50), DrainHarness.TIMEOUT);
		assertThat(DrainHarness.reportOf(drain).total()).isZero();
		assertThat(this.harness.drainer().running()).isEmpty();
	}

	@Test
	void userIsDrainedAndNobodyElse() {
		List<RecordingConnection> connections = this.harness.open(4);
		this.harness.drain(Scope.everything().ofUser(RecordingConnection.USER), DrainHarness.TIMEOUT);
		assertThat(connections).extracting(RecordingConnection::isOpen).containsExactly(false, true, false, true);
	}

	@Test
	void shareOfAUserIsOneOfTheConnectionsOfThatUser() {
		List<RecordingConnection> connections = this.harness.open(8);
		this.harness.drain(Scope.everything().ofUser(RecordingConnection.USER).share(50), DrainHarness.TIMEOUT);
		assertThat(connections).filteredOn((connection) -> !connection.isOpen())
			.hasSize(2)
			.allMatch((connection) -> connection.user() != null);
	}

	@Test
	void gateStaysOpenDuringAndAfterIt() {
		RecordingConnection left = this.harness.open().neverAnswers();
		Drain drain = this.harness.drain(Scope.everything().share(100), DrainHarness.TIMEOUT);
		assertThat(this.harness.admits()).isTrue();
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINING);
		RecordingConnection newcomer = this.harness.open();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(newcomer.isOpen()).isTrue();
		assertThat(left.isOpen()).isFalse();
		assertThat(DrainHarness.reportOf(drain).total()).isOne();
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
		assertThat(this.harness.drainer().running()).isEmpty();
	}

	@Test
	void reservationIsNotAPart() {
		Admission admission = this.harness.reserve();
		Drain drain = this.harness.drain(Scope.everything().share(100), DrainHarness.TIMEOUT);
		RecordingConnection newcomer = this.harness.connection();
		admission.established(newcomer);
		assertThat(newcomer.asked()).isEmpty();
		assertThat(DrainHarness.reportOf(drain).total()).isZero();
	}

	@Test
	void nothingIsLeftToUndoOnceItIsOver() {
		this.harness.open();
		this.harness.drain(Scope.everything().share(100), DrainHarness.TIMEOUT);
		assertThat(this.harness.drainer().undrain()).isFalse();
	}

	@Test
	void gateThatADrainBeforeItHasClosedStaysClosed() {
		Scope streams = Scope.kind(DrainHarness.STREAM);
		this.harness.drain(streams, DrainHarness.TIMEOUT);
		this.harness.open();
		this.harness.drain(Scope.everything().share(100), DrainHarness.TIMEOUT);
		assertThat(this.harness.admits(DrainHarness.STREAM, "/ws")).isFalse();
		assertThat(this.harness.admits()).isTrue();
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
		assertThat(this.harness.drainer().undrain()).isTrue();
		assertThat(this.harness.admits(DrainHarness.STREAM, "/ws")).isTrue();
	}

	@Test
	void listenersAreToldWhenTheGateOfADrainBeforeItOpens() {
		this.harness.drain();
		this.harness.drain(Scope.everything().share(100), DrainHarness.TIMEOUT);
		this.harness.drainer().undrain();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.harness.listener().events()).containsExactly("started", "finished",
					"started", "finished", "undrained"));
		assertThat(this.harness.drainer().undrain()).isFalse();
	}

	@Test
	void newcomersHaveNoTimeToSettleBecauseTheGateStaysOpen() {
		try (AutoCloseableHarness settling = new AutoCloseableHarness(
				new TestSettings().settle(DrainHarness.TIMEOUT))) {
			RecordingConnection connection = settling.harness().open();
			settling.harness().drain(Scope.everything().share(100), DrainHarness.TIMEOUT);
			assertThat(connection.asked()).hasSize(1);
		}
	}

	@Test
	void shutdownOvertakesIt() {
		List<RecordingConnection> connections = this.harness.open(2);
		connections.forEach(RecordingConnection::neverAnswers);
		this.harness.drain(Scope.everything().share(50), DrainHarness.TIMEOUT);
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(connections).allSatisfy((connection) -> assertThat(connection.asked()).hasSize(1));
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(DrainHarness.reportOf(shutdown).total()).isEqualTo(2);
	}

	private record AutoCloseableHarness(DrainHarness harness) implements AutoCloseable {

		AutoCloseableHarness(TestSettings settings) {
			this(new DrainHarness(settings));
		}

		@Override
		public void close() {
			this.harness.close();
		}

	}

}
