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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineTests {

	private final DrainHarness harness = new DrainHarness();

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void nobodyIsCutBeforeTheDeadline() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT.minusNanos(1));
		assertThat(connection.cut()).isEmpty();
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINING);
	}

	@Test
	void whoIsLeftAtTheDeadlineIsCut() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		Drain drain = this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(connection.cut()).containsExactly(DrainHarness.TIMEOUT);
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.count(Outcome.TERMINATED)).isOne();
		assertThat(report.elapsed()).isEqualTo(DrainHarness.TIMEOUT);
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
	}

	@Test
	void whoIsCutAndDoesNotEndIsCountedAfterTheMargin() {
		this.harness.open().neverAnswers().ignoresTermination();
		Drain drain = this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(this.harness.state()).isEqualTo(DrainState.TERMINATING);
		this.harness.advanceSeconds(1);
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
		assertThat(DrainHarness.reportOf(drain).count(Outcome.TERMINATED)).isOne();
		assertThat(this.harness.registry().slots()).isEmpty();
	}

	@Test
	void outcomeSeenAfterTheCutCounts() {
		RecordingConnection connection = this.harness.open().neverAnswers().ignoresTermination();
		Drain drain = this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		connection.end(Outcome.PEER_ANSWERED);
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.count(Outcome.PEER_ANSWERED)).isOne();
		assertThat(report.count(Outcome.TERMINATED)).isZero();
		assertThat(report.stragglers()).hasSize(1);
	}

	@Test
	void stragglersAreNamed() {
		RecordingConnection connection = this.harness.open(DrainHarness.STREAM, "/events").neverAnswers();
		connection.activity().begin();
		connection.activity().begin();
		Drain drain = this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(DrainHarness.reportOf(drain).stragglers()).singleElement().satisfies((straggler) -> {
			assertThat(straggler.id()).isEqualTo(connection.info().id());
			assertThat(straggler.kind()).isEqualTo(DrainHarness.STREAM);
			assertThat(straggler.endpoint()).isEqualTo("/events");
			assertThat(straggler.inFlight()).isEqualTo(2);
			assertThat(straggler.age()).isGreaterThanOrEqualTo(Duration.ZERO);
			assertThat(straggler.stack()).isEmpty();
		});
	}

	@Test
	void stragglerShowsTheStackOfTheRunningThread() throws InterruptedException {
		RecordingConnection connection = this.harness.open().neverAnswers();
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		Thread handler = new Thread(() -> handle(connection, running, done));
		handler.start();
		assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
		Drain drain = this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		done.countDown();
		handler.join(5000);
		assertThat(DrainHarness.reportOf(drain).stragglers()).singleElement()
			.satisfies((straggler) -> assertThat(straggler.stack()).isNotEmpty()
				.anySatisfy((frame) -> assertThat(frame).contains("DeadlineTests.handle")));
	}

	private static void handle(Connection connection, CountDownLatch running, CountDownLatch done) {
		connection.activity().beginHere();
		running.countDown();
		boolean interrupted = false;
		while (done.getCount() > 0 && !interrupted) {
			Thread.onSpinWait();
			interrupted = Thread.currentThread().isInterrupted();
		}
		connection.activity().endHere();
	}

	@Test
	void onlyWhoIsInScopeIsCut() {
		RecordingConnection other = this.harness.open(DrainHarness.STREAM, "/events").neverAnswers();
		this.harness.open().neverAnswers();
		this.harness.drain(Scope.kind(DrainHarness.WEBSOCKET), DrainHarness.TIMEOUT);
		this.harness.advance(DrainHarness.TIMEOUT.plusSeconds(5));
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
		assertThat(other.asked()).isEmpty();
		assertThat(other.cut()).isEmpty();
	}

}
