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

package io.github.wsshutdown.tests.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/**
 * The streams of Spring MVC.
 */
@RestController
public class MvcStreams {

	private final Feeds feeds = new Feeds();

	@Bean
	Feeds feeds() {
		return this.feeds;
	}

	@GetMapping("/emitter")
	SseEmitter emitter() {
		SseEmitter emitter = new SseEmitter(0L);
		this.feeds.opened(feed(emitter, (data) -> data));
		return emitter;
	}

	@GetMapping("/lines")
	ResponseEntity<ResponseBodyEmitter> lines() {
		ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
		this.feeds.opened(feed(emitter, (data) -> "{" + data + "}\n"));
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(emitter);
	}

	private static Feed feed(ResponseBodyEmitter emitter, Function<String, String> format) {
		CompletableFuture<Void> ended = new CompletableFuture<>();
		emitter.onCompletion(() -> ended.complete(null));
		return new Feed() {

			@Override
			public void send(String data) throws Exception {
				emitter.send(format.apply(data), MediaType.TEXT_PLAIN);
			}

			@Override
			public CompletableFuture<Void> ended() {
				return ended;
			}

		};
	}

	/**
	 * Writes an event in several parts, and a comment now and then, as a loop has to that
	 * is to learn of the end. Spring's own stream is not flushed from Framework 7 on.
	 */
	@GetMapping("/body")
	ResponseEntity<StreamingResponseBody> body(HttpServletResponse response) {
		QueueFeed feed = new QueueFeed();
		return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).body((out) -> {
			this.feeds.opened(feed);
			try {
				while (true) {
					write(response, out, feed.poll());
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				feed.end();
			}
		});
	}

	static void write(HttpServletResponse response, OutputStream out, String data) throws IOException {
		if (data == null) {
			out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
		}
		else {
			out.write("data: ".getBytes(StandardCharsets.UTF_8));
			response.flushBuffer();
			out.write(data.getBytes(StandardCharsets.UTF_8));
			out.write('\n');
			response.flushBuffer();
			out.write('\n');
		}
		response.flushBuffer();
	}

	@GetMapping("/flux")
	Flux<ServerSentEvent<String>> flux() {
		CompletableFuture<Void> ended = new CompletableFuture<>();
		Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(16));
		this.feeds.opened(new Feed() {

			@Override
			public void send(String data) throws Exception {
				EmitResult result = sink.tryEmitNext(data);
				// Spring subscribes when the handler has returned, if it does
				int early = 0;
				while (result == EmitResult.FAIL_OVERFLOW
						|| (result == EmitResult.FAIL_ZERO_SUBSCRIBER && early++ < 3000)) {
					Thread.sleep(1);
					result = sink.tryEmitNext(data);
				}
				if (result != EmitResult.OK) {
					throw new IOException("The stream has ended: " + result);
				}
			}

			@Override
			public CompletableFuture<Void> ended() {
				return ended;
			}

		});
		return sink.asFlux()
			.map((data) -> ServerSentEvent.builder(data).build())
			.doFinally((signal) -> ended.complete(null));
	}

	@Bean
	RouterFunction<ServerResponse> route() {
		return RouterFunctions.route().GET("/route", (request) -> ServerResponse.sse((builder) -> {
			CompletableFuture<Void> ended = new CompletableFuture<>();
			builder.onComplete(() -> ended.complete(null));
			this.feeds.opened(new Feed() {

				@Override
				public void send(String data) throws Exception {
					builder.send(data);
				}

				@Override
				public CompletableFuture<Void> ended() {
					return ended;
				}

			});
		}, Duration.ZERO)).build();
	}

}
