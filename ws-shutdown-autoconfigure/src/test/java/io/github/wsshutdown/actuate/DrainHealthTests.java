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

package io.github.wsshutdown.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.DrainState;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.RecordingConnection;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.drain.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DrainHealth}.
 */
class DrainHealthTests {

	private static final Kind KIND = new Kind("websocket");

	private final FakeTimer timer = new FakeTimer();

	private final ConnectionRegistry registry = new ConnectionRegistry(this.timer);

	private final ConnectionDrainer drainer = new ConnectionDrainer(this.registry, this.timer,
			new TestSettings().build(), DrainOrder.idleFirst(), List.of());

	private final DrainHealth health = new DrainHealth(this.registry, this.drainer);

	@AfterEach
	void close() {
		this.drainer.close();
	}

	@Test
	void applicationThatAcceptsIsInService() {
		open();
		assertThat(this.health.isInService()).isTrue();
		assertThat(this.health.details()).isEqualTo(Map.of("state", DrainState.ACCEPTING, "open", 1));
	}

	@Test
	void drainOfEverythingPutsOutOfServiceUntilItIsUndone() {
		RecordingConnection connection = open();
		drain(Scope.everything());
		assertThat(this.health.isInService()).isFalse();
		assertThat(this.health.details()).isEqualTo(Map.of("state", DrainState.DRAINING, "open", 1, "remaining", 1));
		connection.end(Outcome.PEER_GONE);
		assertThat(this.health.isInService()).isFalse();
		assertThat(this.health.details()).isEqualTo(Map.of("state", DrainState.DRAINED, "open", 0));
		this.drainer.undrain();
		assertThat(this.health.isInService()).isTrue();
	}

	@Test
	void drainOfAPartLeavesInService() {
		open();
		drain(Scope.kind(KIND));
		assertThat(this.health.isInService()).isTrue();
		assertThat(this.health.details()).containsEntry("state", DrainState.DRAINING).containsEntry("remaining", 1);
	}

	@Test
	void applicationThatIsEndingIsOutOfService() {
		this.drainer.shutdownBegins();
		assertThat(this.health.isInService()).isFalse();
	}

	@Test
	void applicationThatIsEndingIsOutOfServiceThoughNewcomersAreStillLetIn() {
		try (ConnectionDrainer settling = new ConnectionDrainer(this.registry, this.timer,
				new TestSettings().settle(Duration.ofSeconds(5)).build(), DrainOrder.idleFirst(), List.of())) {
			settling.shutdownBegins();
			assertThat(new DrainHealth(this.registry, settling).isInService()).isFalse();
		}
	}

	@Test
	void statusIsTheOneOfSpringBoot() {
		WebSocketsHealthIndicator later = new WebSocketsHealthIndicator(this.health);
		io.github.wsshutdown.actuate.boot3.WebSocketsHealthIndicator earlier = new io.github.wsshutdown.actuate.boot3.WebSocketsHealthIndicator(
				this.health);
		assertThat(later.health().getStatus().getCode()).isEqualTo("UP");
		assertThat(earlier.health().getStatus().getCode()).isEqualTo("UP");
		drain(Scope.everything());
		assertThat(later.health().getStatus().getCode()).isEqualTo("OUT_OF_SERVICE");
		assertThat(earlier.health().getStatus().getCode()).isEqualTo("OUT_OF_SERVICE");
		assertThat(later.health().getDetails()).isEqualTo(earlier.health().getDetails())
			.isEqualTo(this.health.details());
	}

	private RecordingConnection open() {
		RecordingConnection connection = new RecordingConnection(this.timer::elapsed, this.registry.clock(), KIND,
				"/chat", "1")
			.neverAnswers();
		this.registry.tryAdmit(KIND, "/chat").orElseThrow().established(connection);
		return connection;
	}

	private void drain(Scope scope) {
		this.drainer.drain(new DrainRequest(scope, Cause.request("test"), Duration.ofSeconds(20)));
		this.timer.runDue();
	}

}
