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

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.github.wsshutdown.tests.stream.Feeds;
import io.github.wsshutdown.tests.stream.QueueFeed;

/**
 * The streams of WebFlux that the contract for streams is for.
 */
@RestController
public class ContractStreams implements DisposableBean {

	private final Feeds feeds = new Feeds();

	private final Scheduler scheduler = ReactiveApplication.scheduler();

	@Bean
	Feeds contractFeeds() {
		return this.feeds;
	}

	@GetMapping("/flux-events")
	Flux<ServerSentEvent<String>> events() {
		return data().map((data) -> ServerSentEvent.builder(data).build());
	}

	/**
	 * Flushes each line, which Spring does not for a {@code Flux} of strings.
	 */
	@GetMapping("/flux-lines")
	Mono<Void> lines(ServerHttpResponse response) {
		response.getHeaders().setContentType(MediaType.APPLICATION_NDJSON);
		return response.writeAndFlushWith(data().map((data) -> Mono
			.just(response.bufferFactory().wrap(("{" + data + "}\n").getBytes(StandardCharsets.UTF_8)))));
	}

	private Flux<String> data() {
		return Flux.defer(() -> {
			QueueFeed feed = new QueueFeed();
			this.feeds.opened(feed);
			return Flux.<String>generate((sink) -> {
				try {
					sink.next(feed.take());
				}
				catch (InterruptedException ex) {
					sink.complete();
				}
			}).subscribeOn(this.scheduler).doFinally((signal) -> feed.end());
		});
	}

	/**
	 * Ends who waits for data of a stream whose client has gone unnoticed.
	 */
	@Override
	public void destroy() {
		this.scheduler.dispose();
	}

}
