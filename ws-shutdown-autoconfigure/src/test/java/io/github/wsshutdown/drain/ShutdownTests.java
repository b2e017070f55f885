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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ShutdownTests {

	private static final DrainRequest LATE = new DrainRequest(Scope.endpoint("/ws"), Cause.request("operator"),
			DrainHarness.TIMEOUT);

	private final DrainHarness harness = new DrainHarness();

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void gateClosesWhenTheShutdownBegins() {
		RecordingConnection connection = this.harness.open();
		this.harness.drainer().shutdownBegins();
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINING);
		assertThat(this.harness.admits()).isFalse();
		this.harness.advanceSeconds(1);
		assertThat(connection.asked()).isEmpty();
	}

	@Test
	void shutdownBeginsOnce() {
		this.harness.drainer().shutdownBegins();
		this.harness.drainer().shutdownBegins();
		RecordingConnection connection = this.harness.connection();
		assertThat(this.harness.drainer().undrain()).isFalse();
		assertThat(this.harness.admits()).isFalse();
		Drain drain = this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.drainer().shutdownBegins();
		assertThat(connection.asked()).isEmpty();
		assertThat(DrainHarness.reportOf(drain).cancelled()).isFalse();
	}

	@Test
	void reservationFromBeforeTheShutdownIsFoundByTheDrain() {
		Admission admission = this.harness.reserve();
		this.harness.drainer().shutdownBegins();
		RecordingConnection connection = this.harness.connection();
		admission.established(connection);
		assertThat(connection.asked()).isEmpty();
		Drain drain = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(connection.asked()).hasSize(1);
		assertThat(DrainHarness.reportOf(drain).total()).isOne();
	}

	@Test
	void applicationThatStopsStartsAndStopsIsDrainedTwice() {
		RecordingConnection first = this.harness.open();
		this.harness.drainer().shutdownBegins();
		Drain stop = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(DrainHarness.reportOf(stop).total()).isOne();
		this.harness.drainer().reset();
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
		RecordingConnection second = this.harness.open();
		this.harness.drainer().shutdownBegins();
		assertThat(this.harness.admits()).isFalse();
		Drain again = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(again).isNotSameAs(stop);
		DrainReport report = DrainHarness.reportOf(again);
		assertThat(report.total()).isOne();
		assertThat(report.causes()).containsExactly(Cause.shutdown("shutdown"));
		assertThat(first.asked()).hasSize(1);
		assertThat(second.asked()).hasSize(1);
	}

	@Test
	void nothingIsStartedBesideTheShutdown() {
		this.harness.open().neverAnswers();
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThatExceptionOfType(DrainInProgressException.class).isThrownBy(() -> this.harness.drainer().start(LATE))
			.satisfies((ex) -> assertThat(ex.running()).isSameAs(shutdown))
			.withMessageContaining("ending");
		assertThat(this.harness.drainer().drain(LATE)).isSameAs(shutdown);
	}

	@Test
	void nothingIsStartedAfterTheShutdown() {
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(DrainHarness.reportOf(shutdown).total()).isZero();
		assertThatExceptionOfType(DrainInProgressException.class).isThrownBy(() -> this.harness.drainer().start(LATE))
			.satisfies((ex) -> assertThat(ex.running()).isSameAs(shutdown));
		assertThat(this.harness.drainer().drain(LATE)).isSameAs(shutdown);
		assertThat(this.harness.drainer().running()).isEmpty();
	}

	@Test
	void nothingIsStartedBeforeTheShutdownDrains() {
		this.harness.drainer().shutdownBegins();
		assertThatExceptionOfType(ShutdownInProgressException.class)
			.isThrownBy(() -> this.harness.drainer().start(LATE))
			.withMessageContaining("endpoint /ws");
		assertThatExceptionOfType(ShutdownInProgressException.class)
			.isThrownBy(() -> this.harness.drainer().drain(LATE));
		assertThat(this.harness.drainer().running()).isEmpty();
	}

	@Test
	void requestJoinsWhatStillRunsWhenTheApplicationBeginsToEnd() {
		this.harness.open().neverAnswers();
		Drain running = this.harness.drain();
		this.harness.drainer().shutdownBegins();
		assertThat(this.harness.drainer().drain(LATE)).isSameAs(running);
		assertThatExceptionOfType(DrainInProgressException.class).isThrownBy(() -> this.harness.drainer().start(LATE))
			.satisfies((ex) -> assertThat(ex.running()).isSameAs(running));
	}

	@Test
	void drainStartsAgainAfterAReset() {
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.drainer().reset();
		assertThat(this.harness.drainer().start(LATE)).isNotSameAs(shutdown);
	}

	@Test
	void resetOfARunningDrainOpensTheGate() {
		this.harness.open().neverAnswers();
		Drain drain = this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.drainer().reset();
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
		assertThat(this.harness.admits()).isTrue();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(DrainHarness.reportOf(drain).cancelled()).isTrue();
	}

	@Test
	void resetWithoutDrainChangesNothing() {
		this.harness.drainer().reset();
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
		assertThat(this.harness.admits()).isTrue();
	}

}
