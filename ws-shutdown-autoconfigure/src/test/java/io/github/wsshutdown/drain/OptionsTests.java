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
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTests {

	private static final Cause OPERATOR = Cause.request("operator");

	private final DrainHarness harness = new DrainHarness(new TestSettings().rate(1));

	@AfterEach
	void close() {
		this.harness.close();
	}

	private Drain start(Duration window, OptionalInt code, String reason) {
		Drain drain = this.harness.drainer().start(request(new DrainOptions(window, code, reason)));
		this.harness.timer().runDue();
		return drain;
	}

	private static DrainRequest request(DrainOptions options) {
		return new DrainRequest(Scope.everything(), OPERATOR, DrainHarness.TIMEOUT, options);
	}

	@Test
	void windowTakesThePlaceOfTheRate() {
		List<RecordingConnection> connections = this.harness.open(4);
		start(Duration.ofSeconds(8), OptionalInt.empty(), null);
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(connections).extracting((connection) -> connection.asked().get(0).toSeconds())
			.containsExactly(0L, 2L, 4L, 6L);
	}

	@Test
	void windowOfZeroIsAllAtOnce() {
		List<RecordingConnection> connections = this.harness.open(4);
		start(Duration.ZERO, OptionalInt.empty(), null);
		assertThat(connections).allSatisfy((connection) -> assertThat(connection.asked()).hasSize(1));
	}

	@Test
	void statusAndReasonTakeThePlaceOfTheConfiguredOnes() {
		RecordingConnection connection = this.harness.open();
		start(null, OptionalInt.of(1012), "moving");
		assertThat(connection.departures()).singleElement().satisfies((departure) -> {
			assertThat(departure.code()).hasValue(1012);
			assertThat(departure.reason()).isEqualTo("moving");
			assertThat(departure.writeTimeout()).isEqualTo(TestSettings.DEPARTURE.writeTimeout());
		});
	}

	@Test
	void windowBeyondTheTimeoutIsRefused() {
		DrainOptions options = new DrainOptions(Duration.ofSeconds(21), OptionalInt.empty(), null);
		assertThatIllegalArgumentException().isThrownBy(() -> request(options))
			.withMessage("window PT21S must not be longer than the timeout PT20S");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DrainOptions(Duration.ofSeconds(-1), OptionalInt.empty(), null));
	}

	@Test
	void startJoinsNothing() {
		this.harness.open().neverAnswers();
		Drain running = start(null, OptionalInt.empty(), null);
		assertThat(this.harness.drainer().drain(request(DrainOptions.none()))).isSameAs(running);
		assertThatExceptionOfType(DrainInProgressException.class)
			.isThrownBy(() -> this.harness.drainer().start(request(DrainOptions.none())))
			.satisfies((ex) -> assertThat(ex.running()).isSameAs(running));
	}

	@Test
	void runningDrainIsKnownUntilItIsOver() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		assertThat(this.harness.drainer().running()).isEmpty();
		Drain running = start(null, OptionalInt.empty(), null);
		assertThat(this.harness.drainer().running()).containsSame(running);
		assertThat(running.asked()).containsExactly(connection);
		connection.end(Outcome.PEER_ANSWERED);
		assertThat(this.harness.drainer().running()).isEmpty();
		assertThat(running.asked()).isEmpty();
	}

	@Test
	void thoseAskedBeforeAnUndrainAreKnown() {
		List<RecordingConnection> connections = this.harness.open(3);
		connections.forEach(RecordingConnection::neverAnswers);
		Drain drain = start(null, OptionalInt.empty(), null);
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(drain.cancel()).isTrue();
		assertThat(drain.asked()).containsExactlyInAnyOrder(connections.get(0), connections.get(1));
	}

	@Test
	void previewTellsThePlanAndDoesNothing() {
		List<RecordingConnection> connections = this.harness.open(4);
		connections.get(0).activity().begin();
		DrainPreview preview = this.harness.drainer().preview(request(DrainOptions.none()));
		assertThat(preview.plan().total()).isEqualTo(4);
		assertThat(preview.plan().busy()).isOne();
		assertThat(preview.plan().window()).isEqualTo(Duration.ofSeconds(4));
		assertThat(preview.order()).hasSize(4).last().isSameAs(connections.get(0));
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(connections).allSatisfy((connection) -> assertThat(connection.asked()).isEmpty());
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
	}

	@Test
	void previewIsOfTheScopeAndTheWindowAskedFor() {
		this.harness.open(10);
		this.harness.reserve();
		DrainOptions options = new DrainOptions(Duration.ofSeconds(7), OptionalInt.empty(), null);
		DrainRequest share = new DrainRequest(Scope.everything().share(20), OPERATOR, DrainHarness.TIMEOUT, options);
		DrainPreview preview = this.harness.drainer().preview(share);
		assertThat(preview.plan().total()).isEqualTo(2);
		assertThat(preview.plan().window()).isEqualTo(Duration.ofSeconds(7));
		assertThat(this.harness.drainer().preview(request(options)).plan().total()).isEqualTo(11);
		assertThat(this.harness.drainer().preview(request(options)).order()).hasSize(10);
	}

}
