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
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.StubAdmission;
import io.github.wsshutdown.container.StubWire;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TrackingHandler} and {@link SessionConnection}.
 */
class TrackingHandlerTests {

	private static final Departure DEPARTURE = new Departure(OptionalInt.of(1012), "Bye", Duration.ofSeconds(3));

	private static final TextMessage MESSAGE = new TextMessage("hello");

	private final StubAdmission admission = new StubAdmission("/chat");

	private final StubWire wire = new StubWire();

	private final Handshake handshake = new Handshake(this.admission, "/chat");

	private final StubSession session = new StubSession().with(Handshake.ATTRIBUTE, this.handshake);

	private final AtomicReference<Runnable> closing = new AtomicReference<>();

	private final AtomicReference<@Nullable Wire> wireOfTheSession = new AtomicReference<>();

	private final FakeTimer timer = new FakeTimer();

	private final CloseLanes lanes = CloseLanes.on(this.timer, this.closing::set);

	@BeforeEach
	void upgrade() {
		this.handshake.upgraded(this.wire);
	}

	@AfterEach
	void close() {
		this.lanes.close();
	}

	@Test
	void sessionIsTrackedBeforeTheHandlerSeesIt() throws Exception {
		AtomicReference<Connection> seen = new AtomicReference<>();
		track(new AbstractWebSocketHandler() {

			@Override
			public void afterConnectionEstablished(WebSocketSession session) {
				seen.set(TrackingHandlerTests.this.admission.connection());
			}

		}).afterConnectionEstablished(this.session);
		assertThat(seen.get()).isNotNull();
		assertThat(seen.get().info().id()).isEqualTo("session-1");
		assertThat(seen.get().info().endpoint()).isEqualTo("/chat");
		assertThat(seen.get().info().isEndpointPattern()).isFalse();
		assertThat(seen.get().info().kind()).isEqualTo(Handshake.WEBSOCKET);
		assertThat(this.session.getAttributes()).doesNotContainKey(Handshake.ATTRIBUTE);
	}

	@Test
	void lateMessagesAreDiscardedIfTheHandlerCannotHandleThem() throws Exception {
		AtomicInteger handled = new AtomicInteger();
		WebSocketHandler handler = track(new AbstractWebSocketHandler() {

			@Override
			public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
				handled.incrementAndGet();
			}

		});
		handler.afterConnectionEstablished(this.session);
		tracked().discardLateMessages();
		handler.handleMessage(this.session, MESSAGE);
		assertThat(handled).hasValue(1);
		connection().leave(DEPARTURE);
		handler.handleMessage(this.session, MESSAGE);
		assertThat(handled).hasValue(1);
		assertNothingInFlight();
	}

	@Test
	void sessionIsClosedWhenWhatIsToBeWaitedForIsDone() throws Exception {
		track(new AbstractWebSocketHandler() {
		}).afterConnectionEstablished(this.session);
		CompletableFuture<Void> last = new CompletableFuture<>();
		tracked().beforeLeaving(() -> last);
		connection().leave(DEPARTURE);
		assertThat(this.closing).hasNullValue();
		last.completeExceptionally(new IllegalStateException("on purpose"));
		this.closing.get().run();
		assertThat(this.session.closes).hasSize(1);
	}

	private TrackedSession tracked() {
		TrackedSession tracked = TrackedSession.of(this.session.getAttributes());
		assertThat(tracked).isNotNull();
		return tracked;
	}

	@Test
	void callbacksCountAsInFlightWhileTheyRun() throws Exception {
		AtomicReference<Integer> opening = new AtomicReference<>();
		AtomicReference<Integer> handling = new AtomicReference<>();
		AtomicReference<Thread> runner = new AtomicReference<>();
		WebSocketHandler handler = track(new AbstractWebSocketHandler() {

			@Override
			public void afterConnectionEstablished(WebSocketSession session) {
				opening.set(connection().activity().inFlight());
			}

			@Override
			public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
				handling.set(connection().activity().inFlight());
				runner.set(connection().activity().runner());
			}

		});
		handler.afterConnectionEstablished(this.session);
		assertNothingInFlight();
		handler.handleMessage(this.session, MESSAGE);
		assertNothingInFlight();
		assertThat(opening).hasValue(1);
		assertThat(handling).hasValue(1);
		assertThat(runner).hasValue(Thread.currentThread());
	}

	@Test
	void messageCountsOnceWhereTheHandlerIsDecoratedTwiceInAWayThatDoesNotShow() throws Exception {
		AtomicReference<Integer> handling = new AtomicReference<>();
		WebSocketHandler inner = track(new AbstractWebSocketHandler() {

			@Override
			public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
				handling.set(connection().activity().inFlight());
				connection().leave(DEPARTURE);
			}

		});
		WebSocketHandler handler = track((WebSocketHandler) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { WebSocketHandler.class },
				(proxy, method, arguments) -> method.invoke(inner, arguments)));
		handler.afterConnectionEstablished(this.session);
		handler.handleMessage(this.session, MESSAGE);
		assertThat(handling).hasValue(1);
		assertNothingInFlight();
		handler.afterConnectionClosed(this.session, CloseStatus.NORMAL);
		assertNothingInFlight();
	}

	@Test
	void failingCallbacksKeepTheCountRightAndFailAsBefore() {
		WebSocketHandler handler = track(new FailingHandler());
		assertThatIllegalStateException().isThrownBy(() -> handler.afterConnectionEstablished(this.session))
			.withMessage("established");
		assertNothingInFlight();
		assertThatIllegalStateException().isThrownBy(() -> handler.handleMessage(this.session, MESSAGE))
			.withMessage("message");
		assertNothingInFlight();
		assertThatIllegalStateException()
			.isThrownBy(() -> handler.handleTransportError(this.session, new IllegalArgumentException()))
			.withMessage("error");
		assertNothingInFlight();
		assertThatIllegalStateException()
			.isThrownBy(() -> handler.afterConnectionClosed(this.session, CloseStatus.NORMAL))
			.withMessage("closed");
		assertNothingInFlight();
	}

	@Test
	void errorInAHandlerKeepsTheCountRightAndIsNotSwallowedWhileLeaving() throws Exception {
		WebSocketHandler handler = track(new AbstractWebSocketHandler() {

			@Override
			public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
				throw new AssertionError("expected by a test");
			}

		});
		handler.afterConnectionEstablished(this.session);
		connection().leave(DEPARTURE);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> handler.handleMessage(this.session, MESSAGE));
		assertNothingInFlight();
	}

	@Test
	void failureOfAHandlerWhoseSessionTheDrainHasClosedIsContained() throws Exception {
		WebSocketHandler handler = track(new AbstractWebSocketHandler() {

			@Override
			public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
				throw new IllegalStateException("session is closed");
			}

		});
		handler.afterConnectionEstablished(this.session);
		connection().terminate();
		assertThatCode(() -> handler.handleMessage(this.session, MESSAGE)).doesNotThrowAnyException();
		assertNothingInFlight();
	}

	@Test
	void handlersOfASessionThatIsNotTrackedAreCalledAsBefore() throws Exception {
		StubSession untracked = new StubSession();
		WebSocketHandler handler = track(new FailingHandler());
		assertThatIllegalStateException().isThrownBy(() -> handler.afterConnectionEstablished(untracked));
		assertThatIllegalStateException().isThrownBy(() -> handler.handleMessage(untracked, MESSAGE));
		assertThatIllegalStateException()
			.isThrownBy(() -> handler.afterConnectionClosed(untracked, CloseStatus.NORMAL));
		assertThat(untracked.getAttributes()).isEmpty();
	}

	@Test
	void sessionIsClosedOnALaneWithTheCodeAndItsBudget() throws Exception {
		track(new AbstractWebSocketHandler() {
		}).afterConnectionEstablished(this.session);
		connection().leave(DEPARTURE);
		assertThat(this.session.closes).isEmpty();
		this.closing.get().run();
		assertThat(this.session.closes).containsExactly(new CloseStatus(1012, "Bye"));
		assertThat(this.wire.calls).containsExactly("beforeClose PT3S", "afterClose");
	}

	@Test
	void sessionIsAskedToLeaveOnce() throws Exception {
		track(new AbstractWebSocketHandler() {
		}).afterConnectionEstablished(this.session);
		connection().leave(DEPARTURE);
		this.closing.getAndSet(null).run();
		connection().leave(DEPARTURE);
		assertThat(this.closing).hasValue(null);
		assertThat(this.session.closes).hasSize(1);
	}

	@Test
	void sessionThatLeavesFromItsOwnHandlerIsClosedOnThatThread() throws Exception {
		track(new AbstractWebSocketHandler() {

			@Override
			public void afterConnectionEstablished(WebSocketSession session) {
				connection().leave(DEPARTURE);
			}

		}).afterConnectionEstablished(this.session);
		assertThat(this.closing).hasValue(null);
		assertThat(this.session.closes).hasSize(1);
	}

	@Test
	void wireIsToldOfACloseThatFailed() throws Exception {
		this.session.failingOnClose(new IOException("Broken pipe"));
		track(new AbstractWebSocketHandler() {
		}).afterConnectionEstablished(this.session);
		connection().leave(DEPARTURE);
		this.closing.get().run();
		assertThat(this.wire.calls).containsExactly("beforeClose PT3S", "afterClose");
	}

	@Test
	void closeThatBlocksBeyondItsBudgetIsCut() throws Exception {
		this.session.duringClose(() -> this.timer.advance(DEPARTURE.writeTimeout()));
		track(new AbstractWebSocketHandler() {
		}).afterConnectionEstablished(this.session);
		connection().leave(DEPARTURE);
		this.closing.get().run();
		assertThat(this.wire.calls).containsExactly("beforeClose PT3S", "cut FAILED", "afterClose");
	}

	@Test
	void endIsToldWhenTheHandlerHasBeenToldWhichIsWithinTheClose() throws Exception {
		assertThat(isEndToldWithinTheClose(() -> this.wire.closeWritten().end(Outcome.PEER_ANSWERED))).isFalse();
		assertThat(connection().ended().toCompletableFuture()).isCompletedWithValue(Outcome.PEER_ANSWERED);
	}

	@Test
	void endIsToldWhenTheHandlerHasBeenToldAlsoOfAPeerThatAnswersBeforeTheWriteReturns() throws Exception {
		assertThat(isEndToldWithinTheClose(() -> this.wire.end(Outcome.PEER_ANSWERED))).isFalse();
		assertThat(connection().ended().toCompletableFuture()).isCompletedWithValue(Outcome.PEER_ANSWERED);
	}

	@Test
	void endIsToldAtOnceWhileTheCloseIsBlockedInAWrite() throws Exception {
		assertThat(isEndToldWithinTheClose(() -> this.wire.end(Outcome.PEER_GONE))).isTrue();
		assertThat(connection().ended().toCompletableFuture()).isCompletedWithValue(Outcome.PEER_GONE);
	}

	private boolean isEndToldWithinTheClose(Runnable end) throws Exception {
		AtomicReference<Boolean> told = new AtomicReference<>();
		track(new AbstractWebSocketHandler() {
		}).afterConnectionEstablished(this.session);
		CompletableFuture<Outcome> ended = connection().ended().toCompletableFuture();
		this.session.duringClose(() -> {
			end.run();
			told.set(ended.isDone());
		});
		connection().leave(DEPARTURE);
		this.closing.get().run();
		return told.get();
	}

	@Test
	void terminationCutsTheWireAndNothingElse() throws Exception {
		track(new AbstractWebSocketHandler() {
		}).afterConnectionEstablished(this.session);
		connection().terminate();
		assertThat(this.wire.calls).containsExactly("cut TERMINATED");
		assertThat(this.session.closes).isEmpty();
		assertThat(connection().ended().toCompletableFuture()).isCompletedWithValue(Outcome.TERMINATED);
	}

	@Test
	void sessionGivesTheWireThatTheHandshakeDidNotGive() throws Exception {
		StubWire wireOfTheHandshake = this.wire;
		StubWire own = new StubWire();
		this.wireOfTheSession.set(own);
		Handshake silent = new Handshake(this.admission, "/chat");
		this.session.with(Handshake.ATTRIBUTE, silent);
		track(new AbstractWebSocketHandler() {
		}).afterConnectionEstablished(this.session);
		connection().terminate();
		assertThat(own.calls).containsExactly("cut TERMINATED");
		assertThat(wireOfTheHandshake.calls).isEmpty();
	}

	@Test
	void wireOfTheSessionGoesFirst() throws Exception {
		StubWire own = new StubWire();
		this.wireOfTheSession.set(own);
		track(new AbstractWebSocketHandler() {
		}).afterConnectionEstablished(this.session);
		connection().terminate();
		assertThat(own.calls).containsExactly("cut TERMINATED");
		assertThat(this.wire.calls).isEmpty();
	}

	@Test
	void closedSessionIsNoEndWhereTheWireIsKnown() throws Exception {
		WebSocketHandler handler = track(new AbstractWebSocketHandler() {
		});
		handler.afterConnectionEstablished(this.session);
		handler.afterConnectionClosed(this.session, CloseStatus.NORMAL);
		assertThat(connection().ended().toCompletableFuture()).isNotDone();
	}

	@Test
	void factsAreReadFromTheSessionAndMayBeAbsent() throws Exception {
		track(new AbstractWebSocketHandler() {
		}).afterConnectionEstablished(this.session);
		assertThat(connection().info().user()).isNull();
		assertThat(connection().info().remote()).isNull();
		assertThat(connection().info().protocol()).isNull();
		this.session.of(() -> "alice", new InetSocketAddress("127.0.0.1", 4711));
		assertThat(connection().info().user()).isEqualTo("alice");
		assertThat(connection().info().remote()).contains("127.0.0.1", "4711");
	}

	@Test
	void sessionOfAHandlerForStompSpeaksStomp() throws Exception {
		track(new SubProtocolWebSocketHandler(new ExecutorSubscribableChannel(), new ExecutorSubscribableChannel()) {

			@Override
			public void afterConnectionEstablished(WebSocketSession session) {
			}

			@Override
			public List<String> getSubProtocols() {
				return List.of("v10.stomp", "v12.stomp");
			}

		}).afterConnectionEstablished(this.session);
		assertThat(connection().info().protocol()).isEqualTo("stomp");
	}

	private @Nullable Wire tap(Object nativeSession) {
		assertThat(nativeSession).isSameAs(this.session);
		return this.wireOfTheSession.get();
	}

	private WebSocketHandler track(WebSocketHandler handler) {
		return new TrackingHandler(handler, new CoarseClock(), this.lanes, List.of((nativeSession) -> null, this::tap));
	}

	private Connection connection() {
		Connection connection = this.admission.connection();
		assertThat(connection).isNotNull();
		return connection;
	}

	private void assertNothingInFlight() {
		assertThat(connection().activity().inFlight()).isZero();
		assertThat(connection().activity().runner()).isNull();
	}

	private static final class FailingHandler implements WebSocketHandler {

		@Override
		public void afterConnectionEstablished(WebSocketSession session) {
			throw new IllegalStateException("established");
		}

		@Override
		public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
			throw new IllegalStateException("message");
		}

		@Override
		public void handleTransportError(WebSocketSession session, Throwable exception) {
			throw new IllegalStateException("error");
		}

		@Override
		public void afterConnectionClosed(WebSocketSession session, CloseStatus closeStatus) {
			throw new IllegalStateException("closed");
		}

		@Override
		public boolean supportsPartialMessages() {
			return false;
		}

	}

}
