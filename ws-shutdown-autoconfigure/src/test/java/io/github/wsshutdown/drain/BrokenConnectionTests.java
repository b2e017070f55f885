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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One broken connection among two that work.
 */
class BrokenConnectionTests {

	private final DrainHarness harness = new DrainHarness();

	private RecordingConnection broken;

	@BeforeEach
	void open() {
		this.harness.open();
		this.broken = this.harness.open();
		this.harness.open();
	}

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void connectionThatThrowsWhenAskedIsCutAndHasFailed() {
		this.broken.onLeave(RecordingConnection::fail).ignoresTermination();
		DrainReport report = DrainHarness.reportOf(this.harness.drain());
		assertThat(this.broken.cut()).hasSize(1);
		assertThat(report.count(Outcome.FAILED)).isOne();
		assertThat(report.count(Outcome.PEER_ANSWERED)).isEqualTo(2);
	}

	@Test
	void connectionThatThrowsWhenAskedAndEndsWithItsCutHasOneOutcome() {
		this.broken.onLeave(RecordingConnection::fail);
		DrainReport report = DrainHarness.reportOf(this.harness.drain());
		assertThat(report.outcomes().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
	}

	@Test
	void connectionThatThrowsWhenCutIsTerminated() {
		this.broken.neverAnswers().onTerminate(RecordingConnection::fail);
		Drain drain = this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.count(Outcome.TERMINATED)).isOne();
		assertThat(report.count(Outcome.PEER_ANSWERED)).isEqualTo(2);
	}

	@Test
	void connectionThatThrowsInBothHasFailed() {
		this.broken.onLeave(RecordingConnection::fail).onTerminate(RecordingConnection::fail);
		assertThat(DrainHarness.reportOf(this.harness.drain()).count(Outcome.FAILED)).isOne();
	}

	@Test
	void connectionWhoseActivityIsNotKnownIsAsked() {
		this.broken.onActivity(RecordingConnection::fail);
		DrainReport report = DrainHarness.reportOf(this.harness.drain());
		assertThat(report.count(Outcome.PEER_ANSWERED)).isEqualTo(3);
	}

	@Test
	void progressIsKnownThoughTheActivityOfOneIsNot() {
		this.broken.neverAnswers();
		Drain drain = this.harness.drain();
		this.broken.onActivity(RecordingConnection::fail);
		assertThat(drain.progress().remaining()).isOne();
	}

	@Test
	void connectionThatDoesNotSayWhoItIsHoldsUpNobody() {
		this.broken.onInfo(RecordingConnection::fail);
		Drain drain = this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT.plusSeconds(1));
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.total()).isEqualTo(3);
		assertThat(report.count(Outcome.PEER_ANSWERED)).isGreaterThanOrEqualTo(2);
	}

	@Test
	void stragglerThatCannotBeDescribedIsCut() {
		this.broken.neverAnswers();
		Drain drain = this.harness.drain();
		this.broken.onInfo(RecordingConnection::fail);
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(this.broken.cut()).hasSize(1);
		assertThat(DrainHarness.reportOf(drain).count(Outcome.TERMINATED)).isOne();
	}

	@Test
	void connectionThatEndsExceptionallyHasFailed() {
		this.broken.onLeave(this.broken::endExceptionally);
		DrainReport report = DrainHarness.reportOf(this.harness.drain());
		assertThat(report.count(Outcome.FAILED)).isOne();
		assertThat(report.count(Outcome.PEER_ANSWERED)).isEqualTo(2);
	}

	@Test
	void connectionThatFailsWithAnErrorHoldsUpNobody() {
		this.broken.onLeave(() -> {
			throw new StackOverflowError();
		});
		assertThat(DrainHarness.reportOf(this.harness.drain()).count(Outcome.FAILED)).isOne();
	}

}
