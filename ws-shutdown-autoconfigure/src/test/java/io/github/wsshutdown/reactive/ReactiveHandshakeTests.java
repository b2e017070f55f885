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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.Lifecycle;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.NativeTap;
import io.github.wsshutdown.container.StubAdmission;
import io.github.wsshutdown.container.StubWire;
import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.drain.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way of a handshake through the gate to a session that is tracked.
 */
class ReactiveHandshakeTests {

	private final List<StubAdmission> admissions = new ArrayList<>();

	private final Gate gate = new Gate() {

		@Override
		public Optional<Admission> tryAdmit(Kind kind, String endpoint) {
			if (endpoint.equals(ReactiveHandshakeTests.this.refused)) {
				return Optional.empty();
			}
			StubAdmission admission = new StubAdmission(endpoint);
			ReactiveHandshakeTests.this.admissions.add(admission);
			return Optional.of(admission);
		}

	};

	private final Refusal refusal = new Refusal(Duration.ofMillis(4500));

	private final FakeTimer timer = new FakeTimer();

	private final SessionTracker tracker = new SessionTracker(new CoarseClock(), this.timer,
			CloseLanes.on(this.timer, Runnable::run), List.of((nativeSession) -> {
				this.asked.add(nativeSession);
				return this.wire;
			}), List.of());

	private final WebSocketTracking tracking = new WebSocketTracking(this.gate, this.refusal, this.tracker);

	private final List<Object> asked = new ArrayList<>();

	private final NativeResponse response = new NativeResponse();

	private @Nullable StubWire wire = new StubWire();

	private @Nullable String refused;

	private ServerWebExchange exchange(MockServerHttpRequest request) {
		return new DefaultServerWebExchange(NativeRequests.replace(request, "native request"), this.response,
				new DefaultWebSessionManager(), ServerCodecConfigurer.create(),
				new AcceptHeaderLocaleContextResolver());
	}

	private static MockServerHttpRequest handshake() {
		return MockServerHttpRequest.get("/chat/1")
			.header("Upgrade", "WebSocket")
			.header("Sec-WebSocket-Key", "key")
			.build();
	}

	private boolean passes(ServerWebExchange exchange, NativeTap... taps) {
		AtomicBoolean passed = new AtomicBoolean();
		new GateWebFilter(this.gate, this.refusal, List.of(taps),
				List.of(new PathPatternParser().parse("/excluded/**")))
			.filter(exchange, (passedOn) -> Mono.fromRunnable(() -> passed.set(true)))
			.block();
		return passed.get();
	}

	@Test
	void handshakeThatComesToNothingIsReleased() {
		ServerWebExchange exchange = exchange(handshake());
		assertThat(passes(exchange)).isTrue();
		assertThat(exchange.<Object>getAttribute(Handshake.ATTRIBUTE)).isInstanceOf(Handshake.class);
		assertThat(this.admissions).singleElement().satisfies((admission) -> {
			assertThat(admission.endpoint).isEqualTo("/chat/1");
			assertThat(admission.isReleased()).isTrue();
		});
	}

	@Test
	void handshakeIsRefusedWhileTheGateIsClosed() {
		this.refused = "/chat/1";
		assertThat(passes(exchange(handshake()))).isFalse();
		assertThat(this.response.getStatusCode().value()).isEqualTo(503);
		assertThat(this.response.getHeaders().getFirst("Retry-After")).isEqualTo("5");
		assertThat(this.response.getHeaders().getFirst("Connection")).isEqualTo("close");
	}

	@ParameterizedTest
	@CsvSource({ "GET, Upgrade, websocket", "GET, Sec-WebSocket-Key, key", "CONNECT, Host, localhost",
			"GET, Upgrade, h2c" })
	void requestThatIsNoHandshakeIsNobodysBusiness(String method, String header, String value) {
		assertThat(passes(exchange(
				MockServerHttpRequest.method(HttpMethod.valueOf(method), "/chat/1").header(header, value).build())))
			.isTrue();
		assertThat(this.admissions).isEmpty();
	}

	@Test
	void handshakeOverHttp2HasNoKey() {
		assertThat(passes(exchange(MockServerHttpRequest.method(HttpMethod.valueOf("CONNECT"), "/chat/1")
			.header("Sec-WebSocket-Version", "13")
			.build()))).isTrue();
		assertThat(this.admissions).hasSize(1);
	}

	@Test
	void excludedPathIsLeftAlone() {
		ServerWebExchange exchange = exchange(MockServerHttpRequest.get("/excluded/chat")
			.header("Upgrade", "websocket")
			.header("Sec-WebSocket-Key", "key")
			.build());
		assertThat(passes(exchange)).isTrue();
		assertThat(this.admissions).isEmpty();
		RecordingService service = new RecordingService();
		WebSocketHandler handler = (session) -> Mono.empty();
		this.tracking.track(service).handleRequest(exchange, handler).block();
		assertThat(service.handler).isSameAs(handler);
	}

	@Test
	void serversOwnRequestIsReplacedAndSessionsToComeKeepTheirReservation() {
		ServerWebExchange exchange = exchange(handshake());
		List<Object> seen = new ArrayList<>();
		NativeTap tap = new NativeTap() {

			@Override
			public Object tapNative(Object nativeRequest, Handshake handshake) {
				seen.add(nativeRequest);
				return "tapped";
			}

			@Override
			public boolean isUpgrading(Object nativeRequest, Object nativeResponse, Handshake handshake) {
				seen.add(nativeRequest);
				seen.add(nativeResponse);
				return true;
			}

		};
		new GateWebFilter(this.gate, this.refusal, List.of(tap), List.of()).filter(exchange, (passedOn) -> {
			ServerHttpRequest request = passedOn.getRequest();
			seen.add(NativeRequests.of(request));
			assertThat(request.getPath().value()).isEqualTo("/chat/1");
			ServerHttpRequest mutated = request.mutate().header("X-Tenant", "1").build();
			assertThat(mutated.getHeaders().getFirst("X-Tenant")).isEqualTo("1");
			seen.add(NativeRequests.of(mutated));
			return Mono.empty();
		}).block();
		assertThat(seen).containsExactly("native request", "tapped", "tapped", "native request", "native response");
		assertThat(this.admissions.get(0).isReleased()).isFalse();
	}

	private @Nullable WebSocketHandler handlerOf(ServerWebExchange exchange) {
		RecordingService service = new RecordingService();
		exchange.getAttributes().put(Handshake.ATTRIBUTE, new Handshake(new StubAdmission("/chat/1"), "/chat/1"));
		this.tracking.track(service).handleRequest(exchange, (session) -> Mono.never()).block();
		return service.handler;
	}

	@Test
	void sessionIsTrackedByThePatternOfItsHandler() {
		ServerWebExchange exchange = exchange(handshake());
		exchange.getAttributes()
			.put(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, new PathPatternParser().parse("/chat/{id}"));
		WebSocketHandler handler = handlerOf(exchange);
		assertThat(handler).isNotNull();
		handler.handle(new StubSession()).subscribe();
		assertThat(this.admissions).singleElement().satisfies((admission) -> {
			assertThat(admission.connection()).isNotNull();
			assertThat(admission.connection().info().endpoint()).isEqualTo("/chat/{id}");
			assertThat(admission.connection().info().isEndpointPattern()).isTrue();
		});
		assertThat(this.asked).containsExactly("native response");
		assertThat(handler.getSubProtocols()).isEmpty();
		assertThat(handler.toString()).isNotBlank();
	}

	@Test
	void sessionOfAnUnknownServerIsTrackedAllTheSame() {
		this.wire = null;
		WebSocketHandler handler = handlerOf(exchange(handshake()));
		assertThat(handler).isNotNull();
		StubSession session = new StubSession();
		handler.handle(session).subscribe();
		assertThat(this.admissions).singleElement().satisfies((admission) -> {
			Connection connection = admission.connection();
			assertThat(connection).isNotNull();
			assertThat(connection.info().isEndpointPattern()).isFalse();
			assertThat(connection.closeCode()).isEmpty();
			session.closeStatus.tryEmitValue(CloseStatus.create(4001, ""));
			assertThat(connection.closeCode()).hasValue(4001);
		});
	}

	@Test
	void handshakeIsRefusedWhileTheGateOfItsEndpointIsClosed() {
		this.refused = "/chat/1";
		assertThat(handlerOf(exchange(handshake()))).isNull();
		assertThat(this.response.getStatusCode().value()).isEqualTo(503);
	}

	@Test
	void everyAdapterHasItsServiceWrappedOnce() {
		RecordingService service = new RecordingService();
		HandlerAdapterPostProcessor postProcessor = new HandlerAdapterPostProcessor(this.tracking::track);
		WebSocketHandlerAdapter adapter = new WebSocketHandlerAdapter(service);
		adapter.setOrder(7);
		Object tracked = postProcessor.postProcessAfterInitialization(adapter, "adapter");
		assertThat(tracked).isInstanceOfSatisfying(WebSocketHandlerAdapter.class, (other) -> {
			assertThat(other.getOrder()).isEqualTo(7);
			assertThat(other.getWebSocketService()).isInstanceOf(TrackingWebSocketService.class);
		});
		assertThat(postProcessor.postProcessAfterInitialization(tracked, "adapter")).isSameAs(tracked);
		assertThat(postProcessor.postProcessAfterInitialization("other", "other")).isEqualTo("other");
		WebSocketHandlerAdapter own = new WebSocketHandlerAdapter(service) {
		};
		assertThat(postProcessor.postProcessAfterInitialization(own, "own")).isSameAs(own);
	}

	@Test
	void serviceIsStartedAndStopped() {
		RecordingService service = new RecordingService();
		TrackingWebSocketService tracked = new TrackingWebSocketService(service, this.tracking);
		tracked.start();
		assertThat(tracked.isRunning()).isTrue();
		tracked.stop();
		assertThat(service.running).isFalse();
		TrackingWebSocketService plain = new TrackingWebSocketService((exchange, handler) -> Mono.empty(),
				this.tracking);
		plain.start();
		plain.stop();
		assertThat(plain.isRunning()).isFalse();
	}

	@Test
	void nativeSessionOfAnUnknownKindIsNotKnown() {
		WebSocketSession session = new StubSession();
		assertThat(NativeSessions.of(session)).isNull();
	}

	private static final class NativeResponse extends MockServerHttpResponse {

		@Override
		@SuppressWarnings("unchecked")
		public <T> T getNativeResponse() {
			return (T) "native response";
		}

	}

	private static final class RecordingService implements WebSocketService, Lifecycle {

		private @Nullable WebSocketHandler handler;

		private boolean running;

		@Override
		public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
			this.handler = handler;
			return Mono.empty();
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
