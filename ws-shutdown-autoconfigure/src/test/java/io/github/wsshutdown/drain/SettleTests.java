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

class SettleTests {

	private final DrainHarness harness = new DrainHarness(new TestSettings().settle(Duration.ofSeconds(5)));

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void newcomersAreAdmittedWhileSettling() {
		this.harness.drain();
		assertThat(this.harness.state()).isEqualTo(DrainState.SETTLING);
		assertThat(this.harness.admits()).isTrue();
		this.harness.advanceSeconds(4);
		assertThat(this.harness.admits()).isTrue();
	}

	@Test
	void nobodyIsAskedBeforeTheGateCloses() {
		RecordingConnection before = this.harness.open();
		this.harness.drain();
		RecordingConnection meanwhile = this.harness.open();
		this.harness.advanceSeconds(4);
		assertThat(before.asked()).isEmpty();
		this.harness.advanceSeconds(1);
		assertThat(before.asked()).containsExactly(Duration.ofSeconds(5));
		assertThat(meanwhile.asked()).containsExactly(Duration.ofSeconds(5));
		assertThat(this.harness.admits()).isFalse();
	}

	@Test
	void drainWithNothingOpenIsOverWhenTheGateCloses() {
		Drain drain = this.harness.drain();
		this.harness.advanceSeconds(5);
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
		assertThat(DrainHarness.reportOf(drain).elapsed()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void timeToSettleIsPartOfTheTimeout() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(connection.cut()).containsExactly(DrainHarness.TIMEOUT);
	}

	@Test
	void timeToSettleThatIsLongerThanTheTimeoutIsHalfOfIt() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		Drain drain = this.harness.drain(Scope.everything(), Duration.ofSeconds(3));
		this.harness.advanceSeconds(10);
		assertThat(connection.asked()).containsExactly(Duration.ofMillis(1500));
		assertThat(connection.cut()).containsExactly(Duration.ofSeconds(3));
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
		assertThat(DrainHarness.reportOf(drain).total()).isOne();
		assertThat(connection.isOpen()).isFalse();
		assertThat(this.harness.admits()).isFalse();
	}

	@Test
	void timeToSettleThatIsAsLongAsTheTimeoutIsHalfOfIt() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		Drain drain = this.harness.shutdown(Duration.ofSeconds(5));
		this.harness.advanceSeconds(10);
		assertThat(connection.asked()).containsExactly(Duration.ofMillis(2500));
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
		assertThat(DrainHarness.reportOf(drain).total()).isOne();
		assertThat(this.harness.registry().connections()).isEmpty();
	}

	@Test
	void planAndPreviewTellOfSettling() {
		this.harness.open();
		DrainRequest request = new DrainRequest(Scope.everything(), Cause.request("operator"), DrainHarness.TIMEOUT);
		DrainPlan previewed = this.harness.drainer().preview(request).plan();
		assertThat(previewed.settle()).isEqualTo(Duration.ofSeconds(5));
		assertThat(previewed.grace()).isEqualTo(Duration.ofMillis(11250));
		assertThat(this.harness.drain().plan()).isEqualTo(previewed);
	}

	@Test
	void whatNeedsNoSettlingIsPlannedWithoutIt() {
		assertThat(this.harness.drain(Scope.everything().share(50), DrainHarness.TIMEOUT).plan().settle()).isZero();
		this.harness.drain(Scope.endpoint("/ws"), DrainHarness.TIMEOUT);
		this.harness.advance(DrainHarness.TIMEOUT);
		DrainRequest again = new DrainRequest(Scope.endpoint("/ws"), Cause.request("operator"), DrainHarness.TIMEOUT);
		assertThat(this.harness.drainer().preview(again).plan().settle()).isZero();
		assertThat(this.harness.drainer().drain(again).plan().settle()).isZero();
	}

	@Test
	void undrainWhileSettlingAsksNobody() {
		RecordingConnection connection = this.harness.open();
		Drain drain = this.harness.drain();
		assertThat(this.harness.drainer().undrain()).isTrue();
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
		DrainReport report = DrainHarness.reportOf(drain);
		assertThat(report.cancelled()).isTrue();
		assertThat(report.asked()).isZero();
		this.harness.advanceSeconds(60);
		assertThat(connection.asked()).isEmpty();
		assertThat(connection.cut()).isEmpty();
		assertThat(this.harness.admits()).isTrue();
	}

	@Test
	void shutdownLeavesTheGateOpenUntilItHasSettled() {
		this.harness.drainer().shutdownBegins();
		assertThat(this.harness.admits()).isTrue();
		this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(this.harness.admits()).isTrue();
		this.harness.advanceSeconds(5);
		assertThat(this.harness.admits()).isFalse();
	}

	@Test
	void resetWhileAShutdownSettlesLetsGoOfWhatItOvertookToo() {
		RecordingConnection busy = this.harness.open();
		busy.activity().begin();
		Drain overtaken = this.harness.drain(Scope.endpoint("/ws"), Duration.ofSeconds(12));
		this.harness.advanceSeconds(6);
		Drain shutdown = this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.drainer().reset();
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
		busy.activity().end();
		this.harness.advanceSeconds(60);
		assertThat(busy.asked()).isEmpty();
		assertThat(busy.cut()).isEmpty();
		assertThat(DrainHarness.reportOf(shutdown).cancelled()).isTrue();
		assertThat(DrainHarness.reportOf(overtaken)).isSameAs(DrainHarness.reportOf(shutdown));
	}

	@Test
	void connectionsOfAnOvertakenDrainAreCutAtItsDeadlineThoughTheShutdownSettles() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		this.harness.drain(Scope.endpoint("/ws"), Duration.ofSeconds(7));
		this.harness.advanceSeconds(6);
		this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.advanceSeconds(1);
		assertThat(connection.cut()).containsExactly(Duration.ofSeconds(7));
	}

}
