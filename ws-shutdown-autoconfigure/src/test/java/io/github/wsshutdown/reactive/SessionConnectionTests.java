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

package io.github.wsshutdown.reactive;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
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
import io.github.wsshutdown.drain.Timer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a WebFlux session leaves.
 */
class SessionConnectionTests {

	private static final Departure DEPARTURE = new Departure(OptionalInt.of(1012), "Bye", Duration.ofSeconds(3),
			Duration.ofSeconds(10));

	private final StubAdmission admission = new StubAdmission("/chat");

	private final Handshake handshake = new Handshake(this.admission, "/chat");

	private final StubWire wire = new StubWire();

	private final StubSession session = new StubSession();

	private final FakeTimer timer = new FakeTimer();

	private final List<String> seen = new CopyOnWriteArrayList<>();

	private @Nullable WebSocketHandler counted;

	private Connection open(WebSocketHandler handler) {
		return open(handler, this.timer);
	}

	private Connection open(WebSocketHandler handler, Timer drainTimer) {
		this.handshake.upgraded(this.wire);
		new SessionTracker(new CoarseClock(), drainTimer, CloseLanes.on(this.timer, Runnable::run), List.of(),
				List.of((known) -> known == this.counted))
			.track(handler, this.handshake, this)
			.handle(this.session)
			.contextWrite((context) -> context.put("user", "bob"))
			.subscribe(null, (ex) -> this.seen.add(ex.getMessage()), () -> this.seen.add("completed"));
		Connection connection = this.admission.connection();
		assertThat(connection).isNotNull();
		return connection;
	}

	private static Mono<Void> receive(WebSocketSession session) {
		return session.receive().then();
	}

	@Test
	void idleSessionIsClosedWhenItsHandlerHasCompleted() {
		Connection connection = open(SessionConnectionTests::receive);
		connection.leave(DEPARTURE);
		assertThat(this.session.closes).containsExactly(new CloseStatus(1012, "Bye"));
		assertThat(this.wire.calls).containsExactly("beforeClose PT3S", "afterClose");
		assertThat(connection.activity().inFlight()).isZero();
	}

	@Test
	void serverLearnsThatTheHandlerIsDoneWhenTheTransportHasEnded() {
		open(SessionConnectionTests::receive).leave(DEPARTURE);
		assertThat(this.seen).isEmpty();
		this.wire.end(Outcome.PEER_ANSWERED);
		assertThat(this.seen).containsExactly("completed");
	}

	@Test
	void handlerThatCompletesByItselfIsNotHeldUp() {
		open((opened) -> Mono.empty());
		assertThat(this.seen).containsExactly("completed");
		assertThat(this.session.closes).isEmpty();
	}

	@Test
	void whatTheHandlerHandsOverWhenItEndsIsWaitedForWithinItsGrace() {
		List<InFlight> handedOver = new CopyOnWriteArrayList<>();
		Connection connection = open(
				(opened) -> receive(opened).doOnTerminate(() -> handedOver.add(InFlight.begin(opened))));
		connection.leave(DEPARTURE);
		assertThat(this.session.closes).isEmpty();
		handedOver.get(0).close();
		assertThat(this.session.closes).hasSize(1);
	}

	@Test
	void whatTheHandlerHandsOverWhenItEndsIsNotWaitedForLongerThanItsGrace() {
		open((opened) -> receive(opened).doOnTerminate(() -> InFlight.begin(opened))).leave(DEPARTURE);
		this.timer.advance(Duration.ofSeconds(9));
		assertThat(this.session.closes).isEmpty();
		this.timer.advance(Duration.ofSeconds(1));
		assertThat(this.session.closes).hasSize(1);
	}

	@Test
	void codeIsOptional() {
		open(SessionConnectionTests::receive)
			.leave(new Departure(OptionalInt.empty(), "", Duration.ofSeconds(1), Duration.ZERO));
		assertThat(this.session.closes).extracting(CloseStatus::getCode).containsExactly(1001);
	}

	@Test
	void handlerIsWaitedForWithinItsGrace() {
		Sinks.Empty<Void> work = Sinks.empty();
		Connection connection = open((opened) -> receive(opened).then(work.asMono()));
		connection.leave(DEPARTURE);
		assertThat(connection.activity().inFlight()).isOne();
		this.timer.advance(Duration.ofSeconds(9));
		assertThat(this.session.closes).isEmpty();
		work.tryEmitEmpty().orThrow();
		assertThat(this.session.closes).hasSize(1);
		assertThat(connection.activity().inFlight()).isZero();
	}

	@Test
	void graceOnceOverIsNoReasonToWait() {
		Connection connection = open((opened) -> Mono.never());
		connection.leave(DEPARTURE);
		this.timer.advance(Duration.ofSeconds(10));
		assertThat(this.session.closes).hasSize(1);
		assertThat(connection.activity().inFlight()).isOne();
	}

	@Test
	void handlerWhoseWorkIsCountedIsNotWaitedFor() {
		WebSocketHandler handler = (opened) -> opened.send(opened.receive().flatMap((message) -> Flux.never()));
		this.counted = handler;
		Connection connection = open(handler);
		connection.leave(DEPARTURE);
		assertThat(this.session.closes).hasSize(1);
		assertThat(connection.activity().inFlight()).isZero();
	}

	@Test
	void operationOfGraphQlIsInFlightUntilItsResultIsThere() {
		Connection connection = open(SessionConnectionTests::receive);
		GraphQlOperations operations = new GraphQlOperations();
		Sinks.One<WebGraphQlResponse> result = Sinks.one();
		List<Integer> inFlight = new CopyOnWriteArrayList<>();
		operations
			.intercept(
					new WebSocketGraphQlRequest(URI.create("/"), new HttpHeaders(), null, null, Map.of(),
							Map.of("query", "{ run }"), "1", null, new Info(this.session)),
					(request) -> result.asMono())
			.subscribe(null, (ex) -> inFlight.add(connection.activity().inFlight()));
		assertThat(connection.activity().inFlight()).isOne();
		result.tryEmitError(new IllegalStateException("broken")).orThrow();
		assertThat(inFlight).containsExactly(1);
		assertThat(connection.activity().inFlight()).isZero();
		assertThat(operations.isCounted(SessionConnectionTests::receive)).isFalse();
		assertThat(operations.getOrder()).isEqualTo(Integer.MIN_VALUE);
	}

	@Test
	void workThatOverlapsWithoutEndIsFinishedWhenNothingMoreIsReceived() {
		WebSocketHandler handler = (opened) -> Mono.never()
			.and(receive(opened).doFinally((signal) -> this.seen.add("end")));
		this.counted = handler;
		Connection connection = open(handler);
		InFlight first = InFlight.begin(this.session);
		connection.whenQuiet(() -> connection.leave(DEPARTURE));
		InFlight second = InFlight.begin(this.session);
		assertThat(this.seen).isEmpty();
		first.close();
		assertThat(this.seen).containsExactly("end");
		assertThat(this.session.closes).isEmpty();
		second.close();
		assertThat(this.session.closes).hasSize(1);
		assertThat(connection.activity().inFlight()).isZero();
	}

	@Test
	void workThatBeginsLaterIsWaitedForWhereNothingElseIsInFlight() {
		Connection connection = open(SessionConnectionTests::receive);
		connection.activity().begin();
		connection.whenQuiet(() -> connection.leave(DEPARTURE));
		InFlight later = InFlight.begin(this.session);
		connection.activity().end();
		assertThat(this.session.closes).isEmpty();
		later.close();
		assertThat(this.session.closes).hasSize(1);
	}

	@Test
	void whatIsReceivedIsNotCancelledWhenTheGraceIsOverFirst() {
		WebSocketHandler handler = (opened) -> opened.send(opened.receive());
		this.counted = handler;
		Timer impatient = new Timer() {

			@Override
			public long nanos() {
				return 0;
			}

			@Override
			public Instant now() {
				return Instant.EPOCH;
			}

			@Override
			public Cancellable schedule(Duration delay, Runnable task) {
				if (delay.isZero()) {
					task.run();
				}
				return () -> {
				};
			}

		};
		open(handler, impatient)
			.leave(new Departure(OptionalInt.of(1012), "Bye", Duration.ofSeconds(3), Duration.ZERO));
		assertThat(this.session.closes).hasSize(1);
		assertThat(this.session.receivingCancelled).isFalse();
	}

	@Test
	void workThatOverlapsIsNotWaitedForLongerThanTheGrace() {
		WebSocketHandler handler = (opened) -> Mono.never();
		this.counted = handler;
		Connection connection = open(handler);
		InFlight.begin(this.session);
		connection.leave(DEPARTURE);
		this.timer.advance(Duration.ofSeconds(9));
		assertThat(this.session.closes).isEmpty();
		this.timer.advance(Duration.ofSeconds(1));
		assertThat(this.session.closes).hasSize(1);
	}

	@Test
	void operationOverHttpIsNobodysBusiness() {
		WebGraphQlRequest request = new WebGraphQlRequest(URI.create("/"), new HttpHeaders(), null, null, Map.of(),
				Map.of("query", "{ run }"), "1", null);
		Mono<WebGraphQlResponse> response = Mono.empty();
		assertThat(new GraphQlOperations().intercept(request, (passedOn) -> response)).isSameAs(response);
	}

	@Test
	void sessionWhosePeerDoesNotReadIsCut() {
		this.session.flushingWhen(Mono.never());
		open((opened) -> opened.send(Flux.never()).and(receive(opened))).leave(DEPARTURE);
		this.timer.advance(Duration.ofSeconds(2));
		assertThat(this.wire.calls).isEmpty();
		this.timer.advance(Duration.ofSeconds(1));
		assertThat(this.wire.calls).containsExactly("cut FAILED");
		assertThat(this.session.closes).isEmpty();
	}

	@Test
	void failureIsTheServersBusinessUntilTheSessionIsLeaving() {
		Sinks.Empty<Void> work = Sinks.empty();
		open((opened) -> work.asMono());
		work.tryEmitError(new IllegalStateException("broken")).orThrow();
		assertThat(this.seen).containsExactly("broken");
	}

	@Test
	void failureOfAHandlerThatIsLeavingIsNotTheServersBusiness() {
		open((opened) -> receive(opened).then(Mono.error(new IllegalStateException("broken")))).leave(DEPARTURE);
		this.wire.end(Outcome.PEER_ANSWERED);
		assertThat(this.seen).containsExactly("completed");
		assertThat(this.session.closes).hasSize(1);
	}

	@Test
	void handlerThatThrowsFails() {
		open((opened) -> {
			throw new IllegalStateException("broken");
		});
		assertThat(this.seen).containsExactly("broken");
	}

	@Test
	void sessionThatHasEndedIsNotClosed() {
		Connection connection = open(SessionConnectionTests::receive);
		this.wire.end(Outcome.PEER_GONE);
		connection.leave(DEPARTURE);
		assertThat(this.session.closes).isEmpty();
	}

	@Test
	void sessionThatItsHandlerHasClosedIsNotClosedAgain() {
		Connection connection = open((opened) -> opened.close(CloseStatus.NORMAL).then(Mono.never()));
		connection.leave(DEPARTURE);
		this.timer.advance(Duration.ofSeconds(10));
		assertThat(this.session.closes).containsExactly(CloseStatus.NORMAL);
	}

	@Test
	void sessionIsDescribed() {
		Connection connection = open(SessionConnectionTests::receive);
		assertThat(connection.info().id()).isEqualTo("session-1");
		assertThat(connection.info().user()).isEqualTo("bob");
		assertThat(connection.info().protocol()).isEqualTo("v1");
		assertThat(connection.info().remote()).isNull();
		assertThat(connection.info().endpoint()).isEqualTo("/chat");
	}

	@Test
	void workOutsideOfTheHandlerKeepsTheConnectionBusyUntilItIsClosed() {
		Connection connection = open(SessionConnectionTests::receive);
		InFlight work = InFlight.begin(this.session);
		assertThat(connection.activity().inFlight()).isOne();
		work.close();
		work.close();
		assertThat(connection.activity().inFlight()).isZero();
	}

	@Test
	void workForASessionThatIsNotTrackedIsHarmless() {
		InFlight work = InFlight.begin(new StubSession());
		work.close();
		assertThat(work).isNotNull();
	}

	@Test
	void sessionOfAnUnknownServerTakesItsOwnWord() {
		SessionWire own = new SessionWire(this.session);
		assertThat(own.isWriting()).isFalse();
		own.beforeClose(null, Duration.ofSeconds(1));
		own.afterClose();
		assertThat(own.isCloseWritten()).isTrue();
		assertThat(own.ended().toCompletableFuture()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
		SessionWire ofPeer = new SessionWire(this.session);
		this.session.closeStatus.tryEmitValue(CloseStatus.NORMAL).orThrow();
		assertThat(ofPeer.ended().toCompletableFuture()).isCompletedWithValue(Outcome.PEER_GONE);
		SessionWire cut = new SessionWire(new StubSession());
		cut.cut(Outcome.TERMINATED);
		assertThat(cut.ended().toCompletableFuture()).isCompletedWithValue(Outcome.TERMINATED);
	}

	@Test
	void applicationSeesTheSessionAsItIs() {
		open((opened) -> {
			assertThat(opened.getId()).isEqualTo("session-1");
			assertThat(opened.getHandshakeInfo()).isSameAs(this.session.getHandshakeInfo());
			assertThat(opened.getAttributes()).isSameAs(this.session.getAttributes());
			assertThat(opened.bufferFactory()).isSameAs(this.session.bufferFactory());
			assertThat(opened.isOpen()).isTrue();
			assertThat(opened).hasToString(this.session.toString());
			assertThat(opened.textMessage("a").getType()).isEqualTo(WebSocketMessage.Type.TEXT);
			assertThat(opened.binaryMessage((factory) -> factory.allocateBuffer(1)).getType())
				.isEqualTo(WebSocketMessage.Type.BINARY);
			assertThat(opened.pingMessage((factory) -> factory.allocateBuffer(1)).getType())
				.isEqualTo(WebSocketMessage.Type.PING);
			assertThat(opened.pongMessage((factory) -> factory.allocateBuffer(1)).getType())
				.isEqualTo(WebSocketMessage.Type.PONG);
			this.session.closeStatus.tryEmitValue(CloseStatus.NORMAL).orThrow();
			return opened.closeStatus().then();
		});
		assertThat(this.seen).containsExactly("completed");
	}

	private record Info(StubSession session) implements WebSocketSessionInfo {

		@Override
		public String getId() {
			return this.session.getId();
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.session.getAttributes();
		}

		@Override
		public URI getUri() {
			return this.session.getHandshakeInfo().getUri();
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.session.getHandshakeInfo().getHeaders();
		}

		@Override
		public Mono<Principal> getPrincipal() {
			return this.session.getHandshakeInfo().getPrincipal();
		}

		@Override
		public @Nullable InetSocketAddress getRemoteAddress() {
			return null;
		}

	}

}
