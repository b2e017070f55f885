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

package io.github.wsshutdown.servlet;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.StubAdmission;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackWire}: what is told of a connection whose container is not
 * known.
 */
class UnknownContainerTests {

	private final StubAdmission admission = new StubAdmission("/chat");

	private final StubSession session = new StubSession().with(Handshake.ATTRIBUTE,
			new Handshake(this.admission, "/chat"));

	private final WebSocketHandler handler = new TrackingHandler(new AbstractWebSocketHandler() {
	}, new CoarseClock(), CloseLanes.on(new FakeTimer(), Runnable::run), List.of((nativeSession) -> null));

	@BeforeEach
	void establish() throws Exception {
		this.handler.afterConnectionEstablished(this.session);
	}

	@Test
	void closeOfThePeerIsAnAnswer() throws Exception {
		assertThat(connection().closeCode()).isEmpty();
		this.handler.afterConnectionClosed(this.session, CloseStatus.NORMAL);
		assertEnded(Outcome.PEER_ANSWERED);
		assertThat(connection().closeCode()).hasValue(1000);
	}

	@Test
	void endWithoutACloseFrameIsAPeerGone() throws Exception {
		this.handler.afterConnectionClosed(this.session, CloseStatus.NO_CLOSE_FRAME);
		assertEnded(Outcome.PEER_GONE);
	}

	@Test
	void ownCloseIsUnconfirmedWhateverTheCallbackSays() throws Exception {
		connection().leave(new Departure(OptionalInt.of(1001), "", Duration.ofSeconds(5)));
		assertThat(connection().ended().toCompletableFuture()).isNotDone();
		this.handler.afterConnectionClosed(this.session, CloseStatus.GOING_AWAY);
		assertEnded(Outcome.CLOSED_UNCONFIRMED);
	}

	@Test
	void departureWithoutACodeSaysGoingAway() {
		connection().leave(new Departure(OptionalInt.empty(), "", Duration.ofSeconds(5)));
		assertThat(this.session.closes).extracting(CloseStatus::getCode).containsExactly(1001);
	}

	@Test
	void terminationEndsWhatCannotBeCut() {
		connection().terminate();
		assertEnded(Outcome.TERMINATED);
	}

	private Connection connection() {
		Connection connection = this.admission.connection();
		assertThat(connection).isNotNull();
		return connection;
	}

	private void assertEnded(Outcome outcome) {
		assertThat(connection().ended().toCompletableFuture()).isCompletedWithValue(outcome);
	}

}
