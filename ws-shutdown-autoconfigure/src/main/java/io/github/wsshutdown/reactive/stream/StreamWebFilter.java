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

import java.util.List;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * Has streaming responses tracked, and refuses a request for one while the gate is
 * closed. What a response will be shows only when it is written: a request that would
 * take something else too is let in, and refused if the response turns out to be a
 * stream.
 */
public final class StreamWebFilter implements WebFilter, PriorityOrdered {

	private final StreamTracker tracker;

	private final List<PathPattern> excludedPaths;

	/**
	 * Creates the filter.
	 * @param tracker tracks streams, and refuses them
	 * @param excludedPaths paths within the application that are left alone
	 */
	public StreamWebFilter(StreamTracker tracker, List<PathPattern> excludedPaths) {
		this.tracker = tracker;
		this.excludedPaths = List.copyOf(excludedPaths);
	}

	/**
	 * Comes right behind the gate for handshakes.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 1;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
		if (this.excludedPaths.stream().anyMatch((pattern) -> pattern.matches(path))) {
			return chain.filter(exchange);
		}
		if (this.tracker.isToBeRefused(exchange)) {
			return this.tracker.refuse(exchange);
		}
		StreamResponse response = StreamResponse.of(exchange, this.tracker);
		return chain.filter(exchange.mutate().response(response).build()).doFinally((signal) -> response.handled());
	}

}
