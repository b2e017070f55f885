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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.StubAdmission;
import io.github.wsshutdown.container.StubWire;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GraphQlHandler} and {@link GraphQlSession}.
 */
@ExtendWith(OutputCaptureExtension.class)
class GraphQlHandlerTests {

	private static final Departure DEPARTURE = new Departure(OptionalInt.of(1001), "Bye", Duration.ofSeconds(3));

	private static final TextMessage MESSAGE = new TextMessage("hello");

	private final StubAdmission admission = new StubAdmission("/graphql");

	private final StubWire wire = new StubWire();

	private final Handshake handshake = new Handshake(this.admission, "/graphql");

	private final StubSession session = new StubSession().with(Handshake.ATTRIBUTE, this.handshake);

	private final AtomicReference<Runnable> closing = new AtomicReference<>();

	private final FakeTimer timer = new FakeTimer();

	private final CloseLanes lanes = CloseLanes.on(this.timer, this.closing::set);

	private final ScriptedHandler scripted = new ScriptedHandler();

	private final WebSocketHandler handler = track(this.scripted);

	@AfterEach
	void close() {
		this.lanes.close();
	}

	@Test
	void whatTheHandlerHasToSendGoesOutBeforeTheClose() throws Exception {
		open();
		this.scripted.onPing = (asking) -> {
			this.scripted.opened().sendMessage(new TextMessage("emitted"));
			asking.sendMessage(new TextMessage("pong"));
		};
		List<Object> sentBefore = new ArrayList<>();
		this.session.duringClose(() -> sentBefore.addAll(this.session.sent));
		connection().leave(DEPARTURE);
		this.closing.get().run();
		assertThat(sentBefore).containsExactly("emitted");
		assertThat(this.session.closes).containsExactly(new CloseStatus(1001, "Bye"));
	}

	@Test
	void closeWaitsForWhatTheHandlerHasToSend() throws Exception {
		open();
		CompletableFuture<WebSocketSession> asked = new CompletableFuture<>();
		this.scripted.onPing = asked::complete;
		connection().leave(DEPARTURE);
		CompletableFuture<Void> close = CompletableFuture.runAsync(this.closing.get());
		assertThat(asked).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.session.closes).isEmpty();
		asked.join().sendMessage(new TextMessage("pong"));
		assertThat(close).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.session.closes).hasSize(1);
		assertThat(this.session.sent).isEmpty();
	}

	@Test
	void closeDoesNotWaitForASubscriptionThatNeverPauses() throws Exception {
		open();
		CompletableFuture<WebSocketSession> asked = new CompletableFuture<>();
		this.scripted.onPing = asked::complete;
		connection().leave(DEPARTURE);
		CompletableFuture<Void> close = CompletableFuture.runAsync(this.closing.get());
		assertThat(asked).succeedsWithin(Duration.ofSeconds(10));
		this.scripted.opened().sendMessage(new TextMessage("emitted"));
		this.timer.advance(DEPARTURE.writeTimeout().dividedBy(2));
		assertThat(close).succeedsWithin(Duration.ofSeconds(10));
		this.scripted.opened().sendMessage(new TextMessage("late"));
		assertThat(this.session.sent).hasSize(1);
		assertThat(this.session.closes).containsExactly(new CloseStatus(1001, "Bye"));
	}

	@Test
	void closeDoesNotWaitWhenTheConnectionHasEnded() throws Exception {
		open();
		this.scripted.onPing = (asking) -> this.wire.end(Outcome.PEER_GONE);
		connection().leave(DEPARTURE);
		assertThat(CompletableFuture.runAsync(this.closing.get())).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void closeDoesNotWaitForAHandlerThatFailsOrClosesOnItsOwn() throws Exception {
		open();
		this.scripted.onPing = (asking) -> {
			throw new IllegalStateException("expected by a test");
		};
		connection().leave(DEPARTURE);
		this.closing.get().run();
		assertThat(this.session.closes).hasSize(1);
	}

	@Test
	void closeOfTheHandlerIsNotSentInThePlaceOfTheDrains() throws Exception {
		open();
		this.scripted.onPing = (asking) -> asking.close(new CloseStatus(4400));
		connection().leave(DEPARTURE);
		this.closing.get().run();
		assertThat(this.session.closes).containsExactly(new CloseStatus(1001, "Bye"));
	}

	@Test
	void sessionIsNotClosedOnTheHandlersThreadWhichMayBeNeededToSend() throws Exception {
		open();
		this.scripted.onMessage = (own) -> connection().leave(DEPARTURE);
		this.handler.handleMessage(this.session, MESSAGE);
		assertThat(this.session.closes).isEmpty();
		assertThat(this.closing.get()).isNotNull();
	}

	@Test
	void messageThatComesWhenTheSessionLeavesIsNotHandled() throws Exception {
		open();
		connection().leave(DEPARTURE);
		this.handler.handleMessage(this.session, MESSAGE);
		assertThat(this.scripted.messages).isEmpty();
	}

	@Test
	void messageThatIsSentAfterTheCloseIsDropped() throws Exception {
		open();
		connection().leave(DEPARTURE);
		this.closing.get().run();
		this.scripted.opened().sendMessage(new TextMessage("late"));
		assertThat(this.session.sent).isEmpty();
	}

	@Test
	void failureToSendIsHiddenOnlyWhenTheSessionLeaves() throws Exception {
		open();
		this.session.failingOnSend(new IOException("expected by a test"));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.scripted.opened().sendMessage(new TextMessage("early")));
		connection().leave(DEPARTURE);
		this.scripted.opened().sendMessage(new TextMessage("late"));
		connection().terminate();
		this.scripted.opened().sendMessage(new TextMessage("too late"));
	}

	@Test
	void operationThatEndsInTheHandlerIsNotCountedBesideTheMessage() throws Exception {
		open();
		List<Integer> inFlight = new ArrayList<>();
		this.scripted.onMessage = (own) -> {
			inFlight(Mono.fromCallable(() -> inFlight.add(connection().activity().inFlight()))).subscribe();
			inFlight.add(connection().activity().inFlight());
		};
		this.handler.handleMessage(this.session, MESSAGE);
		assertThat(inFlight).containsExactly(1, 1);
		assertThat(connection().activity().inFlight()).isZero();
	}

	@Test
	void operationThatGoesOnIsInFlightUntilItsResultIsHandedOn() throws Exception {
		open();
		Sinks.One<String> execution = Sinks.one();
		List<Integer> inFlight = new ArrayList<>();
		this.scripted.onMessage = (own) -> {
			inFlight(execution.asMono()).subscribe((result) -> inFlight.add(connection().activity().inFlight()));
			inFlight.add(connection().activity().inFlight());
		};
		this.handler.handleMessage(this.session, MESSAGE);
		assertThat(connection().activity().inFlight()).isOne();
		this.scripted.onMessage = (own) -> {
		};
		this.handler.handleMessage(this.session, MESSAGE);
		assertThat(connection().activity().inFlight()).isOne();
		execution.tryEmitValue("result");
		assertThat(inFlight).containsExactly(1, 1);
		assertThat(connection().activity().inFlight()).isZero();
	}

	@Test
	void operationThatBeginsElsewhereIsInFlight() throws Exception {
		open();
		Sinks.One<String> execution = Sinks.one();
		inFlight(execution.asMono()).subscribe();
		assertThat(connection().activity().inFlight()).isOne();
		execution.tryEmitEmpty();
		assertThat(connection().activity().inFlight()).isZero();
	}

	@Test
	void operationThatFailsIsNoLongerInFlightAndFailsAsBefore() throws Exception {
		open();
		List<Throwable> failures = new ArrayList<>();
		IllegalStateException failure = new IllegalStateException("expected by a test");
		this.scripted.onMessage = (own) -> {
			inFlight(Mono.error(failure)).subscribe(null, failures::add);
			session().<String>inFlight(() -> {
				throw failure;
			}).subscribe(null, failures::add);
		};
		this.handler.handleMessage(this.session, MESSAGE);
		assertThat(failures).containsExactly(failure, failure);
		assertThat(connection().activity().inFlight()).isZero();
	}

	@Test
	void resultThatComesAfterTheCloseIsDroppedAndToldInOneLine(CapturedOutput output) throws Exception {
		open();
		Sinks.One<String> slow = Sinks.one();
		Sinks.One<String> failing = Sinks.one();
		List<Object> results = new ArrayList<>();
		inFlight(slow.asMono()).subscribe(results::add, results::add, () -> results.add("end"));
		inFlight(failing.asMono()).subscribe(results::add, results::add, () -> results.add("end"));
		connection().leave(DEPARTURE);
		this.closing.get().run();
		slow.tryEmitValue("late");
		failing.tryEmitError(new IllegalStateException("expected by a test"));
		assertThat(results).isEmpty();
		assertThat(connection().activity().inFlight()).isZero();
		assertThat(output).contains("WARN")
			.contains("A GraphQL operation was still running when the drain closed its session session-1")
			.doesNotContain("\tat ");
	}

	@Test
	void sessionThatIsNotTrackedIsLeftAsItIs() throws Exception {
		StubSession untracked = new StubSession();
		this.handler.afterConnectionEstablished(untracked);
		assertThat(this.scripted.opened()).isSameAs(untracked);
		this.handler.handleMessage(untracked, MESSAGE);
		assertThat(this.scripted.messages).containsExactly(MESSAGE);
		assertThat(GraphQlSession.of(untracked.getAttributes())).isNull();
	}

	private void open() throws Exception {
		this.handshake.upgraded(this.wire);
		this.handler.afterConnectionEstablished(this.session);
	}

	private GraphQlSession session() {
		GraphQlSession opened = GraphQlSession.of(this.session.getAttributes());
		assertThat(opened).isNotNull().isSameAs(this.scripted.opened());
		return opened;
	}

	private <T> Mono<T> inFlight(Mono<T> execution) {
		return session().inFlight(() -> execution);
	}

	private Connection connection() {
		Connection connection = this.admission.connection();
		assertThat(connection).isNotNull();
		return connection;
	}

	private WebSocketHandler track(WebSocketHandler delegate) {
		return new TrackingHandler(new GraphQlHandler(delegate, this.timer), new CoarseClock(), this.lanes, List.of());
	}

	/**
	 * Answers a ping at once, as Spring's handler does in its turn.
	 */
	private static final class ScriptedHandler extends AbstractWebSocketHandler {

		private final List<WebSocketMessage<?>> messages = new ArrayList<>();

		private Script onPing = (asking) -> asking.sendMessage(new TextMessage("pong"));

		private Script onMessage = (own) -> {
		};

		private @Nullable WebSocketSession session;

		@Override
		public void afterConnectionEstablished(WebSocketSession opened) {
			this.session = opened;
		}

		@Override
		protected void handleTextMessage(WebSocketSession own, TextMessage message) throws Exception {
			if (message.getPayload().equals("{\"type\":\"ping\"}")) {
				this.onPing.run(own);
			}
			else {
				this.messages.add(message);
				this.onMessage.run(own);
			}
		}

		private WebSocketSession opened() {
			assertThat(this.session).isNotNull();
			return this.session;
		}

	}

	@FunctionalInterface
	private interface Script {

		void run(WebSocketSession session) throws Exception;

	}

}
