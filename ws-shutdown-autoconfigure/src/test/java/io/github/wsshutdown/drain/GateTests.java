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

class GateTests {

	private final DrainHarness harness = new DrainHarness();

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void newcomerIsAdmittedWhileNoDrainRuns() {
		assertThat(this.harness.admits()).isTrue();
		assertThat(this.harness.registry().refused()).isZero();
	}

	@Test
	void newcomerIsRefusedWhileDraining() {
		this.harness.open().neverAnswers();
		this.harness.drain();
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINING);
		assertThat(this.harness.admits()).isFalse();
	}

	@Test
	void newcomerIsRefusedWhileTerminatingAndOnceDrained() {
		this.harness.open().neverAnswers().ignoresTermination();
		this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(this.harness.state()).isEqualTo(DrainState.TERMINATING);
		assertThat(this.harness.admits()).isFalse();
		this.harness.advanceSeconds(1);
		assertThat(this.harness.state()).isEqualTo(DrainState.DRAINED);
		assertThat(this.harness.admits()).isFalse();
	}

	@Test
	void onlyTheKindThatIsDrainedIsRefused() {
		this.harness.drain(Scope.kind(DrainHarness.STREAM), DrainHarness.TIMEOUT);
		assertThat(this.harness.admits(DrainHarness.STREAM, "/ws")).isFalse();
		assertThat(this.harness.admits(DrainHarness.WEBSOCKET, "/ws")).isTrue();
	}

	@Test
	void onlyTheEndpointThatIsDrainedIsRefused() {
		this.harness.drain(Scope.endpoint("/a"), DrainHarness.TIMEOUT);
		assertThat(this.harness.admits(DrainHarness.WEBSOCKET, "/a")).isFalse();
		assertThat(this.harness.admits(DrainHarness.WEBSOCKET, "/b")).isTrue();
	}

	@Test
	void gatesOfSuccessiveDrainsAddUp() {
		this.harness.drain(Scope.endpoint("/a"), DrainHarness.TIMEOUT);
		this.harness.drain(Scope.endpoint("/b"), DrainHarness.TIMEOUT);
		assertThat(this.harness.admits(DrainHarness.WEBSOCKET, "/a")).isFalse();
		assertThat(this.harness.admits(DrainHarness.WEBSOCKET, "/b")).isFalse();
		assertThat(this.harness.admits(DrainHarness.WEBSOCKET, "/c")).isTrue();
	}

	@Test
	void whoIsRefusedIsToldUntilItIsUndone() {
		Drainer drainer = this.harness.drainer();
		assertThat(drainer.refusing()).isEmpty();
		this.harness.drain(Scope.endpoint("/a"), DrainHarness.TIMEOUT);
		this.harness.drain(Scope.endpoint("/b"), DrainHarness.TIMEOUT);
		this.harness.drain(Scope.everything().share(50), DrainHarness.TIMEOUT);
		assertThat(drainer.refusing()).containsExactly(Scope.endpoint("/a"), Scope.endpoint("/b"));
		drainer.undrain();
		assertThat(drainer.refusing()).isEmpty();
		this.harness.drainer().shutdownBegins();
		this.harness.drainer().shutdownBegins();
		assertThat(drainer.refusing()).containsExactly(Scope.everything());
	}

	@Test
	void whoIsRefusedAnywayIsNotToldTwice() {
		this.harness.drain(Scope.kind(DrainHarness.STREAM), DrainHarness.TIMEOUT);
		this.harness.drain();
		this.harness.drain(Scope.endpoint("/a"), DrainHarness.TIMEOUT);
		assertThat(this.harness.drainer().refusing()).containsExactly(Scope.everything());
	}

	@Test
	void gateOpensWithUndrain() {
		this.harness.drain();
		assertThat(this.harness.admits()).isFalse();
		assertThat(this.harness.drainer().undrain()).isTrue();
		assertThat(this.harness.admits()).isTrue();
	}

	@Test
	void refusalsAreCountedForTheRegistryAndForTheDrain() {
		this.harness.drain();
		this.harness.admits();
		this.harness.drainer().undrain();
		RecordingConnection open = this.harness.open().neverAnswers();
		Drain drain = this.harness.drain();
		this.harness.admits();
		this.harness.admits();
		assertThat(drain.progress().refused()).isEqualTo(2);
		open.end(Outcome.PEER_GONE);
		assertThat(DrainHarness.reportOf(drain).refused()).isEqualTo(2);
		assertThat(this.harness.registry().refused()).isEqualTo(3);
	}

	@Test
	void refusedNewcomerLeavesNoTrace() {
		this.harness.drain();
		this.harness.admits();
		assertThat(this.harness.registry().slots()).isEmpty();
		this.harness.advance(Duration.ofHours(1));
		assertThat(this.harness.registry().slots()).isEmpty();
	}

}
