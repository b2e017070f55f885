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
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

	@Test
	void connectionsAreAskedEvenlyAtTheRate() {
		assertThat(askedAt(8, new TestSettings().rate(2), Duration.ofSeconds(60)))
			.containsExactlyElementsOf(IntStream.range(0, 8).mapToObj((k) -> Duration.ofMillis(500L * k)).toList());
	}

	@Test
	void allAreAskedWithinTheirShareOfTheTimeout() {
		assertThat(askedAt(10, new TestSettings().rate(1).maxShare(0.25), Duration.ofSeconds(20)))
			.containsExactlyElementsOf(IntStream.range(0, 10).mapToObj((k) -> Duration.ofMillis(500L * k)).toList());
	}

	@Test
	void rateZeroAsksAllAtOnce() {
		assertThat(askedAt(50, new TestSettings().rate(0), Duration.ofSeconds(20))).hasSize(50)
			.containsOnly(Duration.ZERO);
	}

	@Test
	void whoHasGoneMeanwhileIsNotAsked() {
		DrainHarness harness = new DrainHarness(new TestSettings().rate(1));
		List<RecordingConnection> connections = harness.open(3);
		harness.drain();
		RecordingConnection gone = connections.stream().filter(RecordingConnection::isOpen).findFirst().orElseThrow();
		gone.end(Outcome.PEER_GONE);
		harness.advanceSeconds(10);
		assertThat(gone.asked()).isEmpty();
		assertThat(harness.state()).isEqualTo(DrainState.DRAINED);
		harness.close();
	}

	@Test
	void whoDoesNotAnswerHoldsUpNobody() {
		DrainHarness harness = new DrainHarness(new TestSettings().rate(1));
		List<RecordingConnection> connections = harness.open(5);
		connections.forEach(RecordingConnection::neverAnswers);
		harness.drain();
		harness.advanceSeconds(5);
		assertThat(connections).allSatisfy((connection) -> assertThat(connection.asked()).hasSize(1));
		harness.close();
	}

	@Test
	void lateTimerCostsEvennessAndNotTime() {
		FakeTimer timer = new FakeTimer();
		List<Integer> handedOut = new ArrayList<>();
		ClosePacer<Integer> pacer = new ClosePacer<>(timer, List.of(0, 1, 2, 3), Duration.ofSeconds(4), handedOut::add);
		timer.advance(Duration.ofMillis(2500));
		pacer.run();
		assertThat(handedOut).containsExactly(0, 1, 2);
		timer.advance(Duration.ofMillis(500));
		assertThat(handedOut).containsExactly(0, 1, 2, 3);
	}

	@Test
	void cancelledPacerHandsOutNobody() {
		FakeTimer timer = new FakeTimer();
		List<Integer> handedOut = new ArrayList<>();
		ClosePacer<Integer> pacer = new ClosePacer<>(timer, List.of(0, 1), Duration.ofSeconds(2), handedOut::add);
		pacer.run();
		pacer.cancel();
		timer.advance(Duration.ofSeconds(5));
		assertThat(handedOut).containsExactly(0);
	}

	@Test
	void eachIsToldTheDepartureOfTheSettingsAndWhatIsLeftOfTheGrace() {
		DrainHarness harness = new DrainHarness();
		RecordingConnection connection = harness.open();
		harness.drain();
		assertThat(connection.departures()).containsExactly(TestSettings.DEPARTURE.within(Duration.ofSeconds(15)));
		harness.close();
	}

	private static List<Duration> askedAt(int count, TestSettings settings, Duration timeout) {
		DrainHarness harness = new DrainHarness(settings);
		List<RecordingConnection> connections = harness.open(count);
		harness.drain(Scope.everything(), timeout);
		harness.advance(timeout);
		harness.close();
		return connections.stream().flatMap((connection) -> connection.asked().stream()).sorted().toList();
	}

}
