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

import org.springframework.core.Ordered;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.webflux.GraphQlWebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketHandler;
import reactor.core.publisher.Mono;

/**
 * Counts the operations of Spring for GraphQL over WebSocket as work in flight until
 * their result is there. The handler's own completion says nothing: a subscription, and
 * what keeps the connection alive, have no end.
 */
public final class GraphQlOperations implements WebGraphQlInterceptor, CountedHandlers, Ordered {

	@Override
	public boolean isCounted(WebSocketHandler handler) {
		return handler instanceof GraphQlWebSocketHandler;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (!(request instanceof WebSocketGraphQlRequest webSocketRequest)) {
			return chain.next(request);
		}
		return Mono.defer(() -> {
			InFlight operation = InFlight.begin(webSocketRequest.getSessionInfo().getAttributes());
			return Mono.defer(() -> chain.next(request)).doFinally((signal) -> operation.close());
		});
	}

	/**
	 * Returns that this goes before the application's interceptors, so that their work
	 * counts too.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
