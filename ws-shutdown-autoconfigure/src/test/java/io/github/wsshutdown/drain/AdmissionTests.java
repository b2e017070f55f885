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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AdmissionTests {

	private final DrainHarness harness = new DrainHarness();

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void establishedConnectionIsKnownUntilItEnds() {
		RecordingConnection connection = this.harness.open();
		assertThat(this.harness.registry().connections()).containsExactly(connection);
		connection.end(Outcome.PEER_GONE);
		assertThat(this.harness.registry().connections()).isEmpty();
		assertThat(this.harness.registry().slots()).isEmpty();
	}

	@Test
	void reservationIsNoConnection() {
		this.harness.reserve();
		assertThat(this.harness.registry().connections()).isEmpty();
	}

	@Test
	void drainWaitsForReservation() {
		Admission admission = this.harness.reserve();
		Drain drain = this.harness.drain();
		this.harness.advanceSeconds(10);
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINING);
		admission.close();
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
		assertThat(DrainHarness.reportOf(drain).total()).isZero();
	}

	@Test
	void releaseIsIdempotent() {
		Admission one = this.harness.reserve();
		this.harness.reserve();
		this.harness.drain();
		one.close();
		one.close();
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINING);
	}

	@Test
	void releaseAfterEstablishedHasNoEffect() {
		Admission admission = this.harness.reserve();
		RecordingConnection connection = this.harness.connection();
		admission.established(connection);
		admission.close();
		assertThat(this.harness.registry().connections()).containsExactly(connection);
	}

	@Test
	void connectionEstablishedLateIsAskedAtOnce() {
		Admission admission = this.harness.reserve();
		Drain drain = this.harness.drain();
		this.harness.advanceSeconds(3);
		RecordingConnection connection = this.harness.connection();
		admission.established(connection);
		assertThat(connection.asked()).containsExactly(Duration.ofSeconds(3));
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.total()).isOne();
		assertThat(report.asked()).isOne();
		assertThat(report.count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Test
	void reservationAtTheDeadlineIsReleased() {
		this.harness.reserve();
		Drain drain = this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.total()).isZero();
		assertThat(report.stragglers()).isEmpty();
		assertThat(this.harness.registry().slots()).isEmpty();
	}

	@Test
	void reservationExpires() {
		this.harness.reserve();
		this.harness.advance(ConnectionRegistry.RESERVATION_EXPIRY);
		assertThat(this.harness.registry().slots()).hasSize(1);
		this.harness.advanceSeconds(2);
		assertThat(this.harness.registry().slots()).isEmpty();
	}

	@Test
	void expiryDuringDrainEndsTheDrain() {
		this.harness.reserve();
		Drain drain = this.harness.drain(Scope.everything(), Duration.ofMinutes(5));
		this.harness.advance(ConnectionRegistry.RESERVATION_EXPIRY.plusSeconds(2));
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
		assertThat(DrainHarness.reportOf(drain).total()).isZero();
	}

	@Test
	void connectionDoesNotExpire() {
		RecordingConnection connection = this.harness.open();
		this.harness.advance(Duration.ofDays(1));
		assertThat(this.harness.registry().connections()).containsExactly(connection);
	}

	@Test
	void connectionEstablishedAfterReleaseIsTakenUp() {
		Admission admission = this.harness.reserve();
		admission.close();
		RecordingConnection connection = this.harness.connection();
		admission.established(connection);
		assertThat(this.harness.registry().connections()).containsExactly(connection);
		this.harness.drain();
		assertThat(connection.asked()).hasSize(1);
	}

	@Test
	void connectionEstablishedAfterReleaseWhileDrainingIsAskedAtOnce() {
		RecordingConnection other = this.harness.open().neverAnswers();
		Admission admission = this.harness.reserve();
		Drain drain = this.harness.drain();
		admission.close();
		RecordingConnection connection = this.harness.connection();
		admission.established(connection);
		assertThat(connection.asked()).hasSize(1);
		other.end(Outcome.PEER_GONE);
		assertThat(DrainHarness.reportOf(drain).total()).isEqualTo(2);
	}

	@Test
	void connectionEstablishedOnceDrainedIsAskedAtOnce() {
		Admission admission = this.harness.reserve();
		admission.close();
		this.harness.drain();
		RecordingConnection connection = this.harness.connection().neverAnswers();
		admission.established(connection);
		assertThat(connection.asked()).hasSize(1);
	}

	@Test
	void connectionAskedOnceDrainedIsNotAskedAgainByTheNextDrain() {
		Admission admission = this.harness.reserve();
		admission.close();
		this.harness.drain();
		RecordingConnection connection = this.harness.connection().neverAnswers();
		admission.established(connection);
		this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.advanceSeconds(1);
		assertThat(connection.asked()).hasSize(1);
	}

	@Test
	void connectionEstablishedWhileTerminatingIsCut() {
		this.harness.open().neverAnswers().ignoresTermination();
		Admission admission = this.harness.reserve();
		Drain drain = this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(this.harness.state()).isEqualTo(DrainState.TERMINATING);
		RecordingConnection late = this.harness.connection().neverAnswers();
		admission.established(late);
		this.harness.advanceSeconds(1);
		assertThat(DrainHarness.reportOf(drain).count(Outcome.TERMINATED)).isEqualTo(2);
		assertThat(late.isOpen()).isFalse();
		assertThat(late.cut()).isNotEmpty();
	}

	@Test
	void establishedTwiceIsRefused() {
		Admission admission = this.harness.reserve();
		RecordingConnection connection = this.harness.connection();
		admission.established(connection);
		assertThatIllegalStateException().isThrownBy(() -> admission.established(this.harness.connection()));
		connection.end(Outcome.PEER_GONE);
		assertThatIllegalStateException().isThrownBy(() -> admission.established(this.harness.connection()));
		assertThat(this.harness.registry().slots()).isEmpty();
	}

	@Test
	void connectionThatHasEndedAlreadyIsForgotten() {
		RecordingConnection connection = this.harness.connection();
		connection.end(Outcome.PEER_GONE);
		this.harness.reserve().established(connection);
		assertThat(this.harness.registry().slots()).isEmpty();
	}

	@Test
	void endpointOfTheConnectionCountsOnceItIsKnown() {
		Admission admission = this.harness.reserve(DrainHarness.WEBSOCKET, "/rooms/7");
		this.harness.drain(Scope.endpoint("/rooms/{id}"), DrainHarness.TIMEOUT);
		RecordingConnection connection = this.harness.connection(DrainHarness.WEBSOCKET, "/rooms/{id}");
		admission.established(connection);
		assertThat(connection.asked()).hasSize(1);
	}

	@Test
	void connectionEstablishedLateWithinAnOpenGateIsLeftAlone() {
		Admission admission = this.harness.reserve(DrainHarness.WEBSOCKET, "/b");
		this.harness.drain(Scope.endpoint("/a"), DrainHarness.TIMEOUT);
		RecordingConnection connection = this.harness.connection(DrainHarness.WEBSOCKET, "/b");
		admission.established(connection);
		this.harness.advanceSeconds(60);
		assertThat(connection.asked()).isEmpty();
		assertThat(connection.cut()).isEmpty();
	}

	@Test
	void undrainWhileConnectionIsBeingEstablishedSparesIt() {
		Admission admission = this.harness.reserve();
		admission.close();
		this.harness.drain();
		RecordingConnection connection = this.harness.connection();
		connection.onInfo(() -> this.harness.drainer().undrain());
		admission.established(connection);
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
		assertThat(connection.asked()).isEmpty();
	}

}
