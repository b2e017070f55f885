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
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OvertakingTests {

	private static final Scope ENDPOINT = Scope.endpoint("/ws");

	private final DrainHarness harness = new DrainHarness();

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void shutdownOvertakesAnOperatorsDrain() {
		this.harness.open().neverAnswers();
		Drain operators = this.harness.drain();
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(shutdown).isNotSameAs(operators);
		assertThat(shutdown.causes()).containsExactly(Cause.request("operator"), Cause.shutdown("shutdown"));
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(DrainHarness.reportOf(shutdown).causes()).isEqualTo(shutdown.causes());
		assertThat(DrainHarness.reportOf(operators)).isSameAs(DrainHarness.reportOf(shutdown));
	}

	@Test
	void earlierDeadlineOfTheOvertakenDrainHolds() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		this.harness.drain(Scope.everything(), Duration.ofSeconds(8));
		this.harness.advanceSeconds(3);
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(shutdown.progress().left()).isEqualTo(Duration.ofSeconds(5));
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(connection.cut()).containsExactly(Duration.ofSeconds(8));
	}

	@Test
	void earlierDeadlineOfTheShutdownHolds() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		this.harness.drain(Scope.everything(), Duration.ofMinutes(10));
		this.harness.advanceSeconds(3);
		this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(connection.cut()).containsExactly(Duration.ofSeconds(23));
	}

	@Test
	void whoWasAskedIsNotAskedTwice() {
		List<RecordingConnection> connections = this.harness.open(3);
		connections.forEach(RecordingConnection::neverAnswers);
		this.harness.drain();
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(connections).allSatisfy((connection) -> assertThat(connection.asked()).hasSize(1));
		DrainReport report = DrainHarness.reportOf(shutdown);
		assertThat(report.asked()).isEqualTo(3);
		assertThat(report.total()).isEqualTo(3);
	}

	@Test
	void whoWasNotAskedYetIsAskedByTheShutdown() {
		DrainHarness paced = new DrainHarness(new TestSettings().rate(1));
		List<RecordingConnection> connections = paced.open(4);
		connections.forEach(RecordingConnection::neverAnswers);
		paced.drain();
		paced.advanceSeconds(1);
		paced.shutdown(DrainHarness.TIMEOUT);
		paced.advanceSeconds(6);
		assertThat(connections).allSatisfy((connection) -> assertThat(connection.asked()).hasSize(1));
		paced.close();
	}

	@Test
	void busyOneOfTheOvertakenDrainIsAskedWhenItIsDone() {
		RecordingConnection busy = this.harness.open();
		busy.activity().begin();
		this.harness.drain();
		this.harness.shutdown(DrainHarness.TIMEOUT);
		busy.activity().end();
		assertThat(busy.asked()).hasSize(1);
	}

	@Test
	void whatEndedInTheOvertakenDrainIsInTheReport() {
		RecordingConnection gone = this.harness.open().neverAnswers();
		this.harness.open();
		this.harness.open().neverAnswers();
		this.harness.drain();
		gone.end(Outcome.PEER_GONE);
		this.harness.admits();
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.admits();
		this.harness.advance(DrainHarness.TIMEOUT);
		DrainReport report = DrainHarness.reportOf(shutdown);
		assertThat(report.total()).isEqualTo(3);
		assertThat(report.asked()).isEqualTo(3);
		assertThat(report.refused()).isEqualTo(2);
		assertThat(report.count(Outcome.PEER_GONE)).isOne();
		assertThat(report.count(Outcome.PEER_ANSWERED)).isOne();
		assertThat(report.count(Outcome.TERMINATED)).isOne();
	}

	@Test
	void connectionsOfAPartialDrainAreCutAtItsDeadlineAndTheOthersAtTheShutdowns() {
		RecordingConnection partial = this.harness.open().neverAnswers();
		RecordingConnection other = this.harness.open(DrainHarness.STREAM, "/events").neverAnswers();
		this.harness.drain(ENDPOINT, Duration.ofSeconds(8));
		this.harness.advanceSeconds(2);
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(other.asked()).containsExactly(Duration.ofSeconds(2));
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(partial.cut()).containsExactly(Duration.ofSeconds(8));
		assertThat(other.cut()).containsExactly(Duration.ofSeconds(22));
		assertThat(DrainHarness.reportOf(shutdown).stragglers()).extracting(Straggler::id)
			.containsExactlyInAnyOrder(partial.toString(), other.toString());
	}

	@Test
	void laterDeadlineOfAPartialDrainDoesNotOutliveTheShutdown() {
		RecordingConnection partial = this.harness.open().neverAnswers();
		this.harness.drain(ENDPOINT, Duration.ofMinutes(10));
		this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(partial.cut()).containsExactly(DrainHarness.TIMEOUT);
	}

	@Test
	void reservationOfTheOvertakenDrainIsWaitedForByTheShutdown() {
		Admission admission = this.harness.reserve();
		this.harness.drain(ENDPOINT, DrainHarness.TIMEOUT);
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINING);
		RecordingConnection late = this.harness.connection();
		admission.established(late);
		assertThat(late.asked()).hasSize(1);
		assertThat(DrainHarness.reportOf(shutdown).total()).isOne();
	}

	@Test
	void stragglerThatOutlivesItsCutIsNamedOnce() {
		this.harness.open().neverAnswers().ignoresTermination();
		this.harness.drain(ENDPOINT, Duration.ofSeconds(8));
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.advance(DrainHarness.TIMEOUT.plusSeconds(1));
		assertThat(DrainHarness.reportOf(shutdown).stragglers()).hasSize(1);
	}

	@Test
	void stragglerOfADrainOvertakenWhileTerminatingIsNamedOnce() {
		this.harness.open().neverAnswers().ignoresTermination();
		this.harness.drain(Scope.everything(), Duration.ofSeconds(8));
		this.harness.advanceSeconds(8);
		assertThat(this.harness.state()).isEqualTo(DrainState.TERMINATING);
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.advance(DrainHarness.TIMEOUT.plusSeconds(1));
		DrainReport report = DrainHarness.reportOf(shutdown);
		assertThat(report.total()).isOne();
		assertThat(report.stragglers()).hasSize(1);
	}

	@Test
	void shutdownOfASmallerScopeDoesNotForgetWhatItOvertook() {
		RecordingConnection overtaken = this.harness.open().neverAnswers();
		this.harness.drain(ENDPOINT, Duration.ofSeconds(8));
		Drain shutdown = this.harness.drainer()
			.drain(new DrainRequest(Scope.kind(DrainHarness.STREAM), Cause.shutdown("shutdown"), DrainHarness.TIMEOUT));
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(overtaken.cut()).containsExactly(Duration.ofSeconds(8));
		assertThat(DrainHarness.reportOf(shutdown).total()).isOne();
	}

	@Test
	void drainOvertakenWhileItBeginsTakesNobodyBack() {
		List<RecordingConnection> connections = this.harness.open(3);
		connections.forEach(RecordingConnection::neverAnswers);
		Drain[] shutdown = new Drain[1];
		AtomicInteger calls = new AtomicInteger();
		connections.get(0).onInfo(() -> {
			// The first time all are counted, the second time they are taken up.
			if (calls.incrementAndGet() == 2) {
				shutdown[0] = this.harness.drainer()
					.drain(new DrainRequest(Scope.everything(), Cause.shutdown("shutdown"), DrainHarness.TIMEOUT));
			}
		});
		this.harness.drain(Scope.everything(), Duration.ofMinutes(10));
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINING);
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(connections).allSatisfy((connection) -> assertThat(connection.cut()).hasSize(1));
		assertThat(DrainHarness.reportOf(shutdown[0]).total()).isEqualTo(3);
	}

}
