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

class UndrainTests {

	private final DrainHarness harness = new DrainHarness(new TestSettings().rate(1));

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void withoutDrainThereIsNothingToUndo() {
		assertThat(this.harness.drainer().undrain()).isFalse();
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
	}

	@Test
	void nobodyIsAskedAfterUndrain() {
		List<RecordingConnection> connections = this.harness.open(10);
		Drain drain = this.harness.drain();
		this.harness.advanceSeconds(3);
		assertThat(this.harness.drainer().undrain()).isTrue();
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
		this.harness.advanceSeconds(60);
		assertThat(connections.stream().mapToInt((connection) -> connection.asked().size()).sum()).isEqualTo(4);
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.cancelled()).isTrue();
		assertThat(report.total()).isEqualTo(10);
		assertThat(report.asked()).isEqualTo(4);
		assertThat(report.count(Outcome.PEER_ANSWERED)).isEqualTo(4);
	}

	@Test
	void busyOneIsNotAskedAfterUndrain() {
		RecordingConnection busy = this.harness.open();
		busy.activity().begin();
		this.harness.drain();
		this.harness.drainer().undrain();
		busy.activity().end();
		this.harness.advanceSeconds(60);
		assertThat(busy.asked()).isEmpty();
		assertThat(busy.cut()).isEmpty();
	}

	@Test
	void reservationIsLetGoByUndrain() {
		Admission admission = this.harness.reserve();
		Drain drain = this.harness.drain();
		this.harness.drainer().undrain();
		RecordingConnection connection = this.harness.connection();
		admission.established(connection);
		this.harness.advanceSeconds(60);
		assertThat(connection.asked()).isEmpty();
		assertThat(DrainHarness.reportOf(drain).cancelled()).isTrue();
	}

	@Test
	void whoWasAskedGoesOnLeavingUntilTheDeadline() {
		RecordingConnection asked = this.harness.open().neverAnswers();
		Drain drain = this.harness.drain();
		this.harness.drainer().undrain();
		this.harness.advanceSeconds(19);
		assertThat(asked.cut()).isEmpty();
		assertThat(drain.report().toCompletableFuture()).isNotDone();
		this.harness.advanceSeconds(1);
		assertThat(asked.cut()).containsExactly(DrainHarness.TIMEOUT);
		assertThat(DrainHarness.reportOf(drain).count(Outcome.TERMINATED)).isOne();
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
	}

	@Test
	void newcomersAfterUndrainAreLeftAlone() {
		this.harness.open().neverAnswers();
		this.harness.drain();
		this.harness.drainer().undrain();
		RecordingConnection newcomer = this.harness.open();
		this.harness.advanceSeconds(60);
		assertThat(newcomer.asked()).isEmpty();
		assertThat(newcomer.cut()).isEmpty();
	}

	@Test
	void drainAfterUndrainTakesUpEverybody() {
		List<RecordingConnection> connections = this.harness.open(2);
		connections.forEach(RecordingConnection::neverAnswers);
		Drain first = this.harness.drain();
		this.harness.drainer().undrain();
		Drain second = this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(connections).allSatisfy((connection) -> assertThat(connection.asked()).hasSize(1));
		assertThat(DrainHarness.reportOf(second).total()).isEqualTo(2);
		assertThat(DrainHarness.reportOf(second).asked()).isEqualTo(2);
		assertThat(DrainHarness.reportOf(first).cancelled()).isTrue();
		assertThat(DrainHarness.reportOf(second).cancelled()).isFalse();
	}

	@Test
	void gateOpensWhenADrainThatIsOverIsUndone() {
		this.harness.drain();
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
		assertThat(this.harness.drainer().undrain()).isTrue();
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
		assertThat(this.harness.admits()).isTrue();
		assertThat(this.harness.drainer().undrain()).isFalse();
	}

	@Test
	void listenersAreToldOfUndrain() {
		this.harness.open().neverAnswers();
		this.harness.drain();
		this.harness.drainer().undrain();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.harness.listener().events()).containsExactly("started", "undrained"));
	}

	@Test
	void listenersAreToldWhenADrainThatIsOverIsUndone() {
		Drain drain = this.harness.drain();
		DrainHarness.reportOf(drain);
		this.harness.drainer().undrain();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.harness.listener().events()).containsExactly("started", "finished",
					"undrained"));
	}

	@Test
	void undrainIsRefusedWhileEnding() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		Drain drain = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(this.harness.drainer().undrain()).isFalse();
		assertThat(drain.cancel()).isFalse();
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINING);
		assertThat(this.harness.admits()).isFalse();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(connection.cut()).hasSize(1);
		assertThat(this.harness.drainer().undrain()).isFalse();
		assertThat(this.harness.admits()).isFalse();
	}

	@Test
	void undrainIsRefusedOnceTheShutdownHasBegun() {
		this.harness.open().neverAnswers();
		this.harness.drain();
		this.harness.drainer().shutdownBegins();
		assertThat(this.harness.drainer().undrain()).isFalse();
		assertThat(this.harness.admits()).isFalse();
	}

	@Test
	void drainIsCancelledOnce() {
		this.harness.open().neverAnswers();
		Drain drain = this.harness.drain();
		assertThat(drain.cancel()).isTrue();
		assertThat(drain.cancel()).isFalse();
		assertThat(this.harness.admits()).isTrue();
	}

	@Test
	void drainThatIsNotTheRunningOneIsNotCancelled() {
		this.harness.open().neverAnswers();
		Drain first = this.harness.drain();
		first.cancel();
		this.harness.drain();
		assertThat(first.cancel()).isFalse();
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINING);
	}

	@Test
	void drainThatIsOverIsNotCancelled() {
		Drain drain = this.harness.drain();
		assertThat(drain.cancel()).isFalse();
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
	}

}
