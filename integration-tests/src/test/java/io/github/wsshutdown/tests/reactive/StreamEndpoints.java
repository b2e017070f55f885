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

package io.github.wsshutdown.tests.reactive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Streams of every make. Each emits what {@link Feed} says.
 */
@Configuration(proxyBeanMethods = false)
public class StreamEndpoints {

	@Bean
	Feeds feeds() {
		return new Feeds();
	}

	@Bean
	RouterFunction<ServerResponse> streamRoutes(Feeds feeds) {
		return RouterFunctions.route()
			.GET("/route/{kind}",
					(request) -> ServerResponse.ok()
						.body(BodyInserters.fromServerSentEvents(feeds.feed(request.pathVariable("kind"))
							.map((text) -> ServerSentEvent.<String>builder(text).build()))))
			.build();
	}

	@Bean
	HandlerMapping rawStreams(Feeds feeds) {
		WebHandler groups = (exchange) -> respond(exchange, MediaType.TEXT_EVENT_STREAM)
			.writeAndFlushWith(feeds.feed(exchange).map((text) -> Flux.just("data:", text, "\n\n").map(Feeds::buffer)));
		WebHandler buffers = (exchange) -> respond(exchange, MediaType.TEXT_EVENT_STREAM)
			.writeWith(torn(feeds.feed(exchange).map((text) -> "data:" + text + "\n\n")));
		WebHandler proxy = (exchange) -> respond(exchange, MediaType.APPLICATION_NDJSON)
			.writeAndFlushWith(torn(feeds.feed(exchange).map((text) -> "\"" + text + "\"\n")).map(Mono::just));
		return new SimpleUrlHandlerMapping(Map.of("/groups", groups, "/buffers", buffers, "/proxy", proxy), -1);
	}

	private static ServerHttpResponse respond(ServerWebExchange exchange, MediaType contentType) {
		exchange.getResponse().getHeaders().setContentType(contentType);
		return exchange.getResponse();
	}

	/**
	 * Tears events apart, so that what is emitted at once ends in the middle of one.
	 */
	private static Flux<DataBuffer> torn(Flux<String> events) {
		return events.concatMapIterable((text) -> List.of(text.substring(0, 3), text.substring(3)), 1)
			.map(Feeds::buffer);
	}

	/**
	 * The same streams from controller methods.
	 */
	@RestController
	static final class Controller {

		private final Feeds feeds;

		Controller(Feeds feeds) {
			this.feeds = feeds;
		}

		@GetMapping("/events")
		Flux<ServerSentEvent<String>> events(@RequestParam("kind") String kind) {
			return this.feeds.feed(kind).map((text) -> ServerSentEvent.<String>builder(text).build());
		}

		@GetMapping(path = "/text", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> text(@RequestParam("kind") String kind) {
			return this.feeds.feed(kind);
		}

		@GetMapping(path = "/lines", produces = MediaType.APPLICATION_NDJSON_VALUE)
		Flux<Map<String, String>> lines(@RequestParam("kind") String kind) {
			return this.feeds.feed(kind).map((text) -> Map.of("text", text));
		}

		@GetMapping("/list")
		Flux<Map<String, String>> list() {
			return this.feeds.finite();
		}

	}

	/**
	 * What streams are made of, and how many of them were subscribed to and cancelled.
	 */
	static final class Feeds {

		private static final int LARGE = 300_000;

		private final AtomicInteger subscribed = new AtomicInteger();

		private final AtomicInteger cancelled = new AtomicInteger();

		private final AtomicInteger emitted = new AtomicInteger();

		private final Sinks.Empty<Void> finish = Sinks.empty();

		static DataBuffer buffer(String text) {
			return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
		}

		Flux<String> feed(ServerWebExchange exchange) {
			return feed(String.valueOf(exchange.getRequest().getQueryParams().getFirst("kind")));
		}

		Flux<String> feed(String kind) {
			Flux<String> texts = switch (kind) {
				case "quiet" -> numbered((number) -> "event " + number).take(1).concatWith(Flux.never());
				case "silent" -> Flux.never();
				case "greedy" -> numbered((number) -> "event " + number);
				case "chatty" -> breathing(numbered((number) -> "event " + number), Duration.ofNanos(100_000));
				case "large" ->
					breathing(numbered((number) -> "event " + number + " " + "x".repeat(LARGE)), Duration.ofMillis(10));
				case "ticking" ->
					Flux.interval(Duration.ofMillis(1)).onBackpressureBuffer().map((number) -> "event " + number);
				case "failing" -> Flux.error(new IllegalStateException("deliberate"));
				default -> throw new IllegalArgumentException(kind);
			};
			return texts.doOnSubscribe((subscription) -> this.subscribed.incrementAndGet())
				.doOnNext((text) -> this.emitted.incrementAndGet())
				.doOnCancel(this.cancelled::incrementAndGet);
		}

		/**
		 * Leaves others, and who collects the texts, some air.
		 */
		private static Flux<String> breathing(Flux<String> texts, Duration pause) {
			return texts.doOnNext((text) -> LockSupport.parkNanos(pause.toNanos()))
				.subscribeOn(Schedulers.boundedElastic());
		}

		private static Flux<String> numbered(Function<Integer, String> text) {
			return Flux.generate(() -> 0, (number, sink) -> {
				sink.next(text.apply(number));
				return number + 1;
			});
		}

		/**
		 * Returns what is no stream, and is finished by the test.
		 */
		Flux<Map<String, String>> finite() {
			return Flux
				.concat(Mono.just(Map.of("text", "first")), this.finish.asMono().then(Mono.empty()),
						Mono.just(Map.of("text", "last")))
				.doOnSubscribe((subscription) -> this.subscribed.incrementAndGet());
		}

		void finish() {
			this.finish.tryEmitEmpty();
		}

		int subscribed() {
			return this.subscribed.get();
		}

		int cancelled() {
			return this.cancelled.get();
		}

		int emitted() {
			return this.emitted.get();
		}

	}

}
