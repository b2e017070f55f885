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

package io.github.wsshutdown.reactive.stream;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.ExchangeTap;
import io.github.wsshutdown.container.ExchangeWire;
import io.github.wsshutdown.container.StubAdmission;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.event.EventSourceRefusal;
import io.github.wsshutdown.event.LastEvent;
import io.github.wsshutdown.event.StreamSettings;
import io.github.wsshutdown.reactive.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StreamWebFilter}.
 */
class StreamWebFilterTests {

	private static final String EVENTS = MediaType.TEXT_EVENT_STREAM_VALUE;

	private final AtomicReference<StubAdmission> admission = new AtomicReference<>();

	private boolean open = true;

	private boolean handled;

	private EventSourceRefusal refusal = EventSourceRefusal.RETRY;

	private List<ExchangeTap> taps = List.of();

	private final FakeTimer timer = new FakeTimer();

	private StreamWebFilter filter() {
		Gate gate = (kind, endpoint) -> {
			assertThat(kind).hasToString("stream");
			if (!this.open) {
				return Optional.empty();
			}
			this.admission.set(new StubAdmission(endpoint));
			return Optional.of(this.admission.get());
		};
		StreamSettings settings = new StreamSettings(List.of(EVENTS, "application/x-ndjson"),
				new LastEvent("bye", null, Duration.ofSeconds(2)), this.refusal);
		return new StreamWebFilter(
				new StreamTracker(gate, new CoarseClock(), this.timer, CloseLanes.on(this.timer, Runnable::run),
						settings, new Refusal(Duration.ofSeconds(7)), this.taps),
				List.of(PathPatternParser.defaultInstance.parse("/excluded/**")));
	}

	private MockServerHttpResponse answer(MockServerHttpRequest.BaseBuilder<?> request, WebFilterChain chain) {
		MockServerWebExchange exchange = MockServerWebExchange.from(request);
		filter().filter(exchange, (each) -> {
			this.handled = true;
			return chain.filter(each);
		}).block(Duration.ofSeconds(5));
		return exchange.getResponse();
	}

	private static WebFilterChain groups(String contentType, String... texts) {
		return (exchange) -> {
			exchange.getResponse().getHeaders().set("Content-Type", contentType);
			return exchange.getResponse().writeAndFlushWith(Flux.just(texts).map(Bodies::group));
		};
	}

	private static WebFilterChain buffers(String contentType, String... texts) {
		return (exchange) -> {
			exchange.getResponse().getHeaders().set("Content-Type", contentType);
			return exchange.getResponse().writeWith(Flux.just(texts).map(Bodies::buffer));
		};
	}

	@Test
	void streamIsTrackedUntilItEnds() {
		for (WebFilterChain chain : List.of(groups(EVENTS + ";charset=utf-8", "data:1\n\n"),
				buffers("application/x-ndjson", "data:1\n\n"))) {
			MockServerHttpResponse response = answer(MockServerHttpRequest.get("/events"), (exchange) -> {
				exchange.getAttributes().put(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/{any}");
				return chain.filter(exchange);
			});
			assertThat(response.getBodyAsString().block()).isEqualTo("data:1\n\n");
			assertThat(this.admission.get().endpoint).isEqualTo("/{any}");
			assertThat(this.admission.get().connection().ended()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
			this.admission.set(null);
		}
	}

	@Test
	void othersAreNotTracked() {
		for (WebFilterChain chain : List.of(groups("text/plain", "one"), buffers("application/json", "{}"),
				buffers("not a type", "{}"), (exchange) -> exchange.getResponse().setComplete(),
				(exchange) -> writeOnce(exchange.getResponse()))) {
			answer(MockServerHttpRequest.get("/events"), chain);
			assertThat(this.admission.get()).isNull();
		}
	}

	@Test
	void whatEndsByItselfIsNotTracked() {
		answer(MockServerHttpRequest.head("/events"), buffers("application/x-ndjson", "{}\n"));
		answer(MockServerHttpRequest.get("/events"), (exchange) -> {
			exchange.getResponse().getHeaders().setContentLength(6);
			return buffers("application/x-ndjson", "{}\n", "{}\n").filter(exchange);
		});
		answer(MockServerHttpRequest.get("/events"), (exchange) -> {
			exchange.getResponse().setStatusCode(HttpStatus.BAD_REQUEST);
			return groups(EVENTS, "data:wrong\n\n").filter(exchange);
		});
		assertThat(this.admission.get()).isNull();
	}

	@Test
	void streamThatCannotBeReadGetsNoLastEvent() {
		MockServerHttpResponse response = answer(MockServerHttpRequest.get("/events"), (exchange) -> {
			exchange.getResponse().getHeaders().set("Content-Type", EVENTS);
			exchange.getResponse().getHeaders().set("Content-Encoding", "gzip");
			Mono<String> drain = Mono.fromRunnable(() -> this.admission.get()
				.connection()
				.leave(new Departure(OptionalInt.empty(), "", Duration.ofSeconds(5), Duration.ofSeconds(9))));
			return exchange.getResponse()
				.writeAndFlushWith(Flux.concat(Mono.just("packed"), drain, Flux.never()).map(Bodies::group));
		});
		assertThat(response.getBodyAsString().block()).isEqualTo("packed");
	}

	@Test
	void streamThatTakesThePlaceOfOneThatFailedLeavesNoneBehind() {
		List<Connection> connections = new ArrayList<>();
		answer(MockServerHttpRequest.get("/events"), (exchange) -> {
			exchange.getResponse().getHeaders().set("Content-Type", EVENTS);
			return exchange.getResponse()
				.writeWith(Flux.error(new IllegalStateException("deliberate")))
				.onErrorResume((ex) -> {
					connections.add(this.admission.get().connection());
					return exchange.getResponse().writeWith(Flux.just("data:1\n\n").map(Bodies::buffer));
				});
		});
		connections.add(this.admission.get().connection());
		assertThat(connections).extracting(Connection::ended).allSatisfy((ended) -> assertThat(ended).isCompleted());
		assertThat(connections.get(0).ended()).isCompletedWithValue(Outcome.FAILED);
	}

	@Test
	void refusalSaysNothingOfTheApplicationsBody() {
		this.open = false;
		MockServerHttpResponse response = answer(MockServerHttpRequest.post("/events"), (exchange) -> {
			exchange.getResponse().getHeaders().set("Content-Encoding", "gzip");
			exchange.getResponse().getHeaders().set("ETag", "1");
			return groups(EVENTS, "data:1\n\n").filter(exchange);
		});
		check503(response);
		assertThat(response.getHeaders().getFirst("Content-Encoding")).isNull();
		assertThat(response.getHeaders().getFirst("ETag")).isNull();
	}

	private static Mono<Void> writeOnce(ServerHttpResponse response) {
		response.getHeaders().set("Content-Type", EVENTS);
		return response.writeWith(Mono.just(Bodies.buffer("data:1\n\n")));
	}

	@Test
	void excludedPathIsLeftAlone() {
		this.open = false;
		MockServerHttpResponse response = answer(MockServerHttpRequest.get("/excluded/events").header("Accept", EVENTS),
				groups(EVENTS, "data:1\n\n"));
		assertThat(response.getBodyAsString().block()).isEqualTo("data:1\n\n");
	}

	@Test
	void requestForAStreamGivesItsReservationBackWhereTheGateIsOpen() {
		answer(MockServerHttpRequest.get("/events").header("Accept", EVENTS), (exchange) -> {
			assertThat(this.admission.get().isReleased()).isTrue();
			return exchange.getResponse().setComplete();
		});
		assertThat(this.handled).isTrue();
	}

	@ParameterizedTest
	@EnumSource(EventSourceRefusal.class)
	void eventSourceIsRefusedBeforeTheApplication(EventSourceRefusal refusal) {
		this.refusal = refusal;
		this.open = false;
		MockServerHttpResponse response = answer(MockServerHttpRequest.get("/events").header("Accept", EVENTS),
				groups(EVENTS, "data:1\n\n"));
		assertThat(this.handled).isFalse();
		checkRefusal(response);
	}

	@ParameterizedTest
	@EnumSource(EventSourceRefusal.class)
	void streamThatIsOneOnlyWhenItAnswersIsRefusedThen(EventSourceRefusal refusal) {
		this.refusal = refusal;
		this.open = false;
		MockServerHttpResponse response = answer(MockServerHttpRequest.get("/events").header("Accept", "*/*"),
				groups(EVENTS, "data:1\n\n"));
		assertThat(this.handled).isTrue();
		checkRefusal(response);
	}

	private void checkRefusal(MockServerHttpResponse response) {
		assertThat(response.getHeaders().getFirst("Connection")).isEqualTo("close");
		switch (this.refusal) {
			case UNAVAILABLE -> check503(response);
			case NO_CONTENT -> assertThat(response.getStatusCode()).isEqualTo(HttpStatus.NO_CONTENT);
			case RETRY -> {
				assertThat(response.getStatusCode()).isEqualTo(HttpStatus.OK);
				assertThat(response.getHeaders().getFirst("Content-Type")).isEqualTo(EVENTS);
				assertThat(response.getBodyAsString().block()).isEqualTo("retry: 2000\n\n");
			}
		}
	}

	private static void check503(MockServerHttpResponse response) {
		assertThat(response.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(response.getHeaders().getFirst("Retry-After")).isEqualTo("7");
		assertThat(response.getHeaders().getFirst("Content-Type")).isNull();
	}

	@Test
	void eventSourceOfAnotherOriginIsRefusedByWhatTheApplicationAllows() {
		this.open = false;
		MockServerHttpResponse response = answer(
				MockServerHttpRequest.get("/events").header("Accept", EVENTS).header("Origin", "http://elsewhere"),
				(exchange) -> {
					exchange.getResponse().getHeaders().set("Access-Control-Allow-Origin", "http://elsewhere");
					return groups(EVENTS, "data:1\n\n").filter(exchange);
				});
		assertThat(response.getHeaders().getFirst("Access-Control-Allow-Origin")).isEqualTo("http://elsewhere");
		checkRefusal(response);
	}

	@Test
	void otherStreamIsRefusedWith503() {
		this.open = false;
		check503(answer(MockServerHttpRequest.get("/lines").header("Accept", "application/x-ndjson"),
				groups("application/x-ndjson", "{}\n")));
		check503(answer(MockServerHttpRequest.post("/events").header("Accept", EVENTS).header("Origin", "http://else"),
				groups(EVENTS, "data:1\n\n")));
		assertThat(this.handled).isFalse();
		check503(answer(MockServerHttpRequest.post("/events"), groups(EVENTS, "data:1\n\n")));
		check503(answer(MockServerHttpRequest.get("/lines"), groups("application/x-ndjson", "{}\n")));
		assertThat(this.handled).isTrue();
	}

	@Test
	void responseThatHasBegunEndsAsItIs() {
		this.open = false;
		MockServerHttpResponse response = answer(MockServerHttpRequest.get("/events"), (exchange) -> {
			exchange.getResponse().setStatusCode(HttpStatus.ACCEPTED);
			exchange.getResponse().getHeaders().set("Content-Type", EVENTS);
			return exchange.getResponse()
				.setComplete()
				.then(exchange.getResponse().writeAndFlushWith(Flux.just(Bodies.group("data:1\n\n"))));
		});
		assertThat(response.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
	}

	@Test
	void responseThatSendsFilesWithoutCopyingStillDoes() {
		CompletableFuture<Path> sent = new CompletableFuture<>();
		MockServerWebExchange mock = MockServerWebExchange.from(MockServerHttpRequest.get("/file"));
		ServerWebExchange exchange = mock.mutate().response(new FileResponse(mock.getResponse(), sent)).build();
		Path file = new File("file").toPath();
		filter().filter(exchange, (each) -> {
			assertThat(each.getResponse()).isInstanceOf(ZeroCopyHttpOutputMessage.class);
			return ((ZeroCopyHttpOutputMessage) each.getResponse()).writeWith(file, 0, 1);
		}).block(Duration.ofSeconds(5));
		assertThat(sent).isCompletedWithValue(file);
		filter().filter(mock, (each) -> {
			assertThat(each.getResponse()).isNotInstanceOf(ZeroCopyHttpOutputMessage.class);
			return Mono.empty();
		}).block(Duration.ofSeconds(5));
	}

	@Test
	void wireIsThatOfTheFirstTapThatKnowsTheRequest() {
		CompletableFuture<Void> ended = new CompletableFuture<>();
		this.taps = List.of((request) -> null, (request) -> new ExchangeWire() {

			@Override
			public CompletableFuture<Void> ended() {
				return ended;
			}

			@Override
			public void cut() {
			}

		});
		MockServerWebExchange mock = MockServerWebExchange.from(MockServerHttpRequest.get("/events"));
		filter().filter(mock.mutate().request(new NativeRequest()).build(), groups(EVENTS, "data:1\n\n"))
			.block(Duration.ofSeconds(5));
		assertThat(this.admission.get().connection().ended()).isNotDone();
		ended.complete(null);
		assertThat(this.admission.get().connection().ended()).isCompleted();
	}

	@Test
	void standsBehindTheGate() {
		assertThat(filter().getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE + 1);
	}

	private static final class NativeRequest extends AbstractServerHttpRequest {

		NativeRequest() {
			super(HttpMethod.GET, URI.create("/events"), null, new HttpHeaders());
		}

		@Override
		protected MultiValueMap<String, HttpCookie> initCookies() {
			return new LinkedMultiValueMap<>();
		}

		@Override
		protected SslInfo initSslInfo() {
			return null;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> T getNativeRequest() {
			return (T) this;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

	}

	private static final class FileResponse extends ServerHttpResponseDecorator implements ZeroCopyHttpOutputMessage {

		private final CompletableFuture<Path> sent;

		FileResponse(ServerHttpResponse delegate, CompletableFuture<Path> sent) {
			super(delegate);
			this.sent = sent;
		}

		@Override
		public Mono<Void> writeWith(Path file, long position, long count) {
			this.sent.complete(file);
			return Mono.empty();
		}

	}

}
