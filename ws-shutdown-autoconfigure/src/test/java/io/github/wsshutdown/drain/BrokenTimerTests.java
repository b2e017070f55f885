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
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What becomes of a drain that cannot be started.
 */
class BrokenTimerTests {

	private static final Scope WEBSOCKETS = Scope.kind(DrainHarness.WEBSOCKET);

	private final BreakableTimer timer = new BreakableTimer();

	private final ConnectionRegistry registry = new ConnectionRegistry(this.timer);

	private final RecordingListener listener = new RecordingListener();

	private final ConnectionDrainer drainer = new ConnectionDrainer(this.registry, this.timer,
			new TestSettings().build(), DrainOrder.idleFirst(), List.of(this.listener));

	private final RecordingConnection connection = open("/ws");

	@AfterEach
	void close() {
		this.drainer.close();
	}

	@Test
	void drainThatCannotBeStartedIsUndone() {
		assertFails(WEBSOCKETS, Cause.request("operator"));
		assertThat(this.drainer.running()).isEmpty();
		assertThat(this.drainer.refusing()).isEmpty();
		assertThat(this.drainer.state()).isEqualTo(DrainState.ACCEPTING);
		assertThat(this.connection.asked()).isEmpty();
		this.timer.broken = false;
		Drain next = this.drainer.start(new DrainRequest(WEBSOCKETS, Cause.request("operator"), DrainHarness.TIMEOUT));
		this.timer.delegate.runDue();
		assertThat(DrainHarness.reportOf(next).count(Outcome.PEER_ANSWERED)).isOne();
		assertThat(this.listener.events()).startsWith("started", "undrained", "finished", "started");
	}

	@Test
	void shareThatCannotBeDrainedLeavesTheGateAsItIs() {
		this.drainer.drain(new DrainRequest(Scope.endpoint("/feed"), Cause.request("operator"), DrainHarness.TIMEOUT));
		assertFails(WEBSOCKETS.share(50), Cause.request("operator"));
		assertThat(this.drainer.running()).isEmpty();
		assertThat(this.drainer.refusing()).containsExactly(Scope.endpoint("/feed"));
	}

	@Test
	void gateStaysClosedIfAShutdownCannotBeStarted() {
		assertFails(Scope.everything(), Cause.shutdown("shutdown"));
		assertThat(this.drainer.running()).isEmpty();
		assertThat(this.drainer.refusing()).containsExactly(Scope.everything());
		assertThat(this.connection.asked()).isEmpty();
	}

	private void assertFails(Scope scope, Cause cause) {
		this.timer.broken = true;
		assertThatIllegalStateException()
			.isThrownBy(() -> this.drainer.drain(new DrainRequest(scope, cause, DrainHarness.TIMEOUT)))
			.withMessage("scripted");
	}

	private RecordingConnection open(String endpoint) {
		RecordingConnection opened = new RecordingConnection(this.timer.delegate::elapsed, this.registry.clock(),
				DrainHarness.WEBSOCKET, endpoint, "c0");
		this.registry.tryAdmit(DrainHarness.WEBSOCKET, endpoint).orElseThrow().established(opened);
		return opened;
	}

	private static final class BreakableTimer implements Timer {

		private final FakeTimer delegate = new FakeTimer();

		private boolean broken;

		@Override
		public long nanos() {
			return this.delegate.nanos();
		}

		@Override
		public Instant now() {
			return this.delegate.now();
		}

		@Override
		public Cancellable schedule(Duration delay, Runnable task) {
			if (this.broken) {
				RecordingConnection.fail();
			}
			return this.delegate.schedule(delay, task);
		}

	}

}
