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

package io.github.wsshutdown.jakarta;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.container.StubAdmission;
import io.github.wsshutdown.container.StubWire;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionTracker} and the connections it makes.
 */
@ExtendWith(OutputCaptureExtension.class)
class SessionTrackerTests {

	private final StubAdmission admission = new StubAdmission("/rooms/7");

	private final Handshake handshake = new Handshake(this.admission, "/rooms/7");

	private final StubWire wire = new StubWire();

	private final StubSession session = new StubSession();

	@Test
	void sessionIsAConnectionOfItsEndpoint() {
		this.session.of(() -> "jane", "chat");
		open();
		assertThat(connection().info()).satisfies((info) -> {
			assertThat(info.id()).isEqualTo("session-1");
			assertThat(info.kind()).isEqualTo(Handshake.WEBSOCKET);
			assertThat(info.endpoint()).isEqualTo("/rooms/{id}");
			assertThat(info.since()).isNotNull();
			assertThat(info.user()).isEqualTo("jane");
			assertThat(info.protocol()).isEqualTo("chat");
			assertThat(info.remote()).isEqualTo("stub:1");
		});
		assertThat(connection()).hasToString("WebSocket session session-1 at /rooms/{id}");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void endpointIsAPatternIfTheContainerSaysSo(boolean pattern) {
		if (pattern) {
			this.handshake.mapped();
		}
		open();
		assertThat(connection().info().isEndpointPattern()).isEqualTo(pattern);
	}

	@Test
	void whatASessionHasNotIsNotTold() {
		open();
		assertThat(connection().info()).satisfies((info) -> {
			assertThat(info.user()).isNull();
			assertThat(info.protocol()).isNull();
		});
	}

	@Test
	void closedSessionIsStillKnownByItsId() {
		this.session.of(() -> "jane", "chat");
		open();
		this.session.closed();
		assertThat(connection().info()).satisfies((info) -> {
			assertThat(info.id()).isEqualTo("session-1");
			assertThat(info.user()).isNull();
			assertThat(info.protocol()).isNull();
		});
	}

	@Test
	void openingIsInFlightUntilTheContainerEndsIt() {
		Activity activity = open();
		assertThat(connection().activity()).isSameAs(activity);
		assertThat(activity.inFlight()).isOne();
		assertThat(activity.runner()).isSameAs(Thread.currentThread());
		activity.endHere();
		assertThat(activity.inFlight()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1001, 1012, 4000 })
	void sessionIsClosedWithTheCodeAndTheReason(int code) {
		open();
		leave(OptionalInt.of(code));
		assertThat(this.session.closes).singleElement().satisfies((reason) -> {
			assertThat(reason.getCloseCode().getCode()).isEqualTo(code);
			assertThat(reason.getReasonPhrase()).isEqualTo("Farewell");
		});
	}

	@Test
	void departureWithoutACodeSaysGoingAway() {
		open();
		leave(OptionalInt.empty());
		assertThat(this.session.closes).extracting((reason) -> reason.getCloseCode().getCode()).containsExactly(1001);
	}

	@Test
	void sessionThatTheApplicationHasClosedIsNotClosedAgain() {
		open();
		this.session.closes.add(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
		leave(OptionalInt.of(1001));
		assertThat(this.session.closes).hasSize(1);
		assertThat(this.wire.calls).containsExactly("beforeClose PT5S", "afterClose");
	}

	@Test
	void wireIsPreparedForTheClose() {
		open();
		leave(OptionalInt.of(1001));
		assertThat(this.wire.calls).containsExactly("beforeClose PT5S", "afterClose");
	}

	@Test
	void closeThatFailsIsLeftToTheWire() {
		this.session.failingOnClose(new IOException("Broken pipe"));
		open();
		leave(OptionalInt.of(1001));
		assertThat(this.wire.calls).containsExactly("beforeClose PT5S", "afterClose");
		this.wire.end(Outcome.PEER_GONE);
		assertThat(connection().ended().toCompletableFuture()).isCompletedWithValue(Outcome.PEER_GONE);
	}

	@Test
	void tapsAreAskedForAWireThatTheHandshakeDidNotGive() {
		Session opened = this.session.asSession();
		tracker((nativeSession) -> null, (nativeSession) -> (nativeSession == opened) ? this.wire : null)
			.opened(this.handshake, opened, "/rooms/{id}");
		this.wire.end(Outcome.PEER_ANSWERED);
		assertThat(connection().ended().toCompletableFuture()).isCompletedWithValue(Outcome.PEER_ANSWERED);
	}

	@Test
	void sessionWithoutAWireIsLeftAloneAndThatIsToldOnce(CapturedOutput output) {
		SessionTracker tracker = tracker((nativeSession) -> (Wire) null);
		for (int i = 0; i < 3; i++) {
			Activity activity = tracker.opened(this.handshake, this.session.asSession(), "/rooms/{id}");
			assertThat(activity.inFlight()).isOne();
			activity.endHere();
		}
		assertThat(this.admission.connection()).isNull();
		assertThat(this.admission.isReleased()).isTrue();
		assertThat(output).containsOnlyOnce("/rooms/{id} are not drained");
	}

	private Activity open() {
		this.handshake.upgraded(this.wire);
		return tracker().opened(this.handshake, this.session.asSession(), "/rooms/{id}");
	}

	private static SessionTracker tracker(SessionTap... taps) {
		return new SessionTracker(new CoarseClock(), CloseLanes.on(new FakeTimer(), Runnable::run), List.of(taps));
	}

	private void leave(OptionalInt code) {
		connection().leave(new Departure(code, "Farewell", Duration.ofSeconds(5)));
	}

	private Connection connection() {
		Connection connection = this.admission.connection();
		assertThat(connection).isNotNull();
		return connection;
	}

}
