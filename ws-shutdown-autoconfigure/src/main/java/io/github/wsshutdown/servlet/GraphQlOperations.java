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

import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.Ordered;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.drain.Timer;

/**
 * Makes Spring for GraphQL over WebSocket known to drains: an operation is in flight
 * until it has its result, which for a subscription is the stream of its events and not
 * the end of that; and what was emitted is sent before the session is closed.
 */
public final class GraphQlOperations implements WebGraphQlInterceptor, HandlerCustomizer, Ordered {

	private static final Log logger = LogFactory.getLog(GraphQlOperations.class);

	/**
	 * The codes from 1000 to 1999 after which {@code graphql-ws} connects again.
	 */
	private static final Set<Integer> RETRIED = Set.of(1000, 1001, 1005, 1006, 1012, 1013, 1014);

	/**
	 * The other codes after which it does not.
	 */
	private static final Set<Integer> FATAL = Set.of(4004, 4005, 4400, 4401, 4406, 4409, 4429, 4500);

	private final int closeStatus;

	private final Timer timer;

	/**
	 * Creates the interceptor.
	 * @param closeStatus the status that sessions are closed with
	 * @param timer limits how long a close waits for what was emitted
	 */
	public GraphQlOperations(int closeStatus, Timer timer) {
		this.closeStatus = closeStatus;
		this.timer = timer;
	}

	@Override
	public WebSocketHandler customize(WebSocketHandler handler) {
		if (!(WebSocketHandlerDecorator.unwrap(handler) instanceof GraphQlWebSocketHandler)) {
			return handler;
		}
		if (isFatal(this.closeStatus)) {
			logger.warn("'ws-shutdown.close.status' is " + this.closeStatus + ", which the GraphQL client graphql-ws "
					+ "takes as fatal: it does not connect again, and subscriptions fail. Use 1001 or 1012");
		}
		return new GraphQlHandler(handler, this.timer);
	}

	static boolean isFatal(int status) {
		return (status >= 1000 && status <= 1999) ? !RETRIED.contains(status) : FATAL.contains(status);
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (request instanceof WebSocketGraphQlRequest webSocketRequest) {
			GraphQlSession session = GraphQlSession.of(webSocketRequest.getSessionInfo().getAttributes());
			if (session != null) {
				return session.inFlight(() -> chain.next(request));
			}
		}
		return chain.next(request);
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
