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
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	private final DrainHarness harness = new DrainHarness();

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void drainTellsWhenItBeganAndWhatItWasGoingToDo() {
		this.harness.open(3);
		this.harness.advanceSeconds(7);
		Instant begun = this.harness.timer().now();
		Drain drain = this.harness.drain();
		DrainHarness.reportOf(drain);
		this.harness.advanceSeconds(7);
		assertThat(drain.since()).isEqualTo(begun);
		assertThat(this.harness.listener().plans()).containsExactly(drain.plan());
		assertThat(drain.plan().total()).isEqualTo(3);
		assertThat(drain.plan().timeout()).isEqualTo(DrainHarness.TIMEOUT);
	}

	@Test
	void drainWithNothingOpenIsOverAtOnce() {
		Drain drain = this.harness.drainer()
			.drain(new DrainRequest(Scope.everything(), Cause.request("operator"), DrainHarness.TIMEOUT));
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.total()).isZero();
		assertThat(report.asked()).isZero();
		assertThat(report.refused()).isZero();
		assertThat(report.elapsed()).isZero();
		assertThat(report.cancelled()).isFalse();
		assertThat(report.stragglers()).isEmpty();
		assertThat(report.outcomes()).containsOnlyKeys(Outcome.values());
	}

	@Test
	void everyConnectionHasOneOutcome() {
		this.harness.open();
		this.harness.open().onLeave(RecordingConnection::fail);
		this.harness.open().neverAnswers();
		RecordingConnection gone = this.harness.open().neverAnswers();
		RecordingConnection unconfirmed = this.harness.open().neverAnswers();
		Drain drain = this.harness.drain();
		gone.end(Outcome.PEER_GONE);
		gone.end(Outcome.PEER_ANSWERED);
		unconfirmed.end(Outcome.CLOSED_UNCONFIRMED);
		this.harness.advance(DrainHarness.TIMEOUT);
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.total()).isEqualTo(5);
		assertThat(report.outcomes()).isEqualTo(Map.of(Outcome.PEER_ANSWERED, 1, Outcome.PEER_GONE, 1,
				Outcome.CLOSED_UNCONFIRMED, 1, Outcome.TERMINATED, 1, Outcome.FAILED, 1));
	}

	@Test
	void reportSaysWhatTheDrainWasAbout() {
		Scope scope = Scope.endpoint("/ws");
		Drain drain = this.harness.drain(scope, DrainHarness.TIMEOUT);
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.scope()).isEqualTo(drain.scope()).isEqualTo(scope);
		assertThat(report.causes()).isEqualTo(drain.causes()).containsExactly(Cause.request("operator"));
	}

	@Test
	void reportComesWithTheLastEnd() {
		RecordingConnection connection = this.harness.open();
		connection.answersAfter(this.harness.timer(), Duration.ofSeconds(3));
		Drain drain = this.harness.drain();
		this.harness.advanceSeconds(2);
		assertThat(drain.report().toCompletableFuture()).isNotDone();
		this.harness.advanceSeconds(1);
		assertThat(DrainHarness.reportOf(drain).elapsed()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void connectionThatEndsWithoutAnOutcomeHasFailed() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		Drain drain = this.harness.drain();
		connection.endExceptionally();
		assertThat(DrainHarness.reportOf(drain).count(Outcome.FAILED)).isOne();
		assertThat(this.harness.registry().slots()).isEmpty();
	}

	@Test
	void reportCannotBeCompletedFromOutside() {
		this.harness.open().neverAnswers();
		Drain drain = this.harness.drain();
		drain.report().toCompletableFuture().cancel(true);
		assertThat(drain.report().toCompletableFuture()).isNotDone();
	}

	@Test
	void progressAddsUp() {
		RecordingConnection gone = this.harness.open().neverAnswers();
		this.harness.open().neverAnswers();
		Drain drain = this.harness.drain();
		gone.end(Outcome.PEER_GONE);
		this.harness.advanceSeconds(4);
		Progress progress = drain.progress();
		assertThat(progress.state()).isEqualTo(DrainState.DRAINING);
		assertThat(progress.total()).isEqualTo(2);
		assertThat(progress.asked()).isEqualTo(2);
		assertThat(progress.remaining()).isOne();
		assertThat(progress.outcomes()).containsEntry(Outcome.PEER_GONE, 1);
		assertThat(progress.elapsed()).isEqualTo(Duration.ofSeconds(4));
		assertThat(progress.left()).isEqualTo(Duration.ofSeconds(16));
	}

}
