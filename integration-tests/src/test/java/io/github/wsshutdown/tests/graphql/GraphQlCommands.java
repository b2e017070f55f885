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

package io.github.wsshutdown.tests.graphql;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.tests.application.Commands;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.Trouble;

/**
 * What a GraphQL endpoint at {@link Endpoints#COMMANDS} does, on either stack.
 */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:commands.properties")
@Import({ GraphQlCommands.CommandController.class, GraphQlCommands.SessionInterceptor.class })
public class GraphQlCommands {

	/**
	 * More of them than the buffers of two sockets hold, and no more than Spring takes
	 * from a subscription at once.
	 */
	static final int EVENTS = 100;

	/**
	 * Knows the peer of each session, and makes {@link Trouble}.
	 */
	static class SessionInterceptor implements WebSocketGraphQlInterceptor {

		private static final String PEER = "peer";

		private final Trouble trouble;

		SessionInterceptor(Trouble trouble) {
			this.trouble = trouble;
		}

		@Override
		public Mono<Object> handleConnectionInitialization(WebSocketSessionInfo session, Map<String, Object> payload) {
			session.getAttributes().put(PEER, new GraphQlPeer());
			this.trouble.make("open", session.getUri().getQuery());
			return Mono.empty();
		}

		@Override
		public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
			WebSocketSessionInfo session = ((WebSocketGraphQlRequest) request).getSessionInfo();
			if (request.getVariables().get("line") instanceof String line && !line.isEmpty()) {
				this.trouble.make("message", session.getUri().getQuery());
				if (line.equals("fail")) {
					return Mono.error(new IllegalStateException("expected by a test"));
				}
			}
			request.configureExecutionInput((input,
					builder) -> builder.graphQLContext(Map.of(PEER, session.getAttributes().get(PEER))).build());
			return chain.next(request);
		}

		@Override
		public void handleConnectionClosed(WebSocketSessionInfo session, int status, Map<String, Object> payload) {
			this.trouble.make("close", session.getUri().getQuery());
		}

	}

	/**
	 * Runs {@link Commands}, and emits events.
	 */
	@Controller
	static class CommandController {

		private final Commands commands;

		private volatile boolean burst;

		CommandController(Commands commands) {
			this.commands = commands;
		}

		@QueryMapping
		CompletableFuture<String> run(@Argument String line, @ContextValue GraphQlPeer peer) throws IOException {
			GraphQlPeer.Operation operation = peer.new Operation();
			try {
				this.commands.run(line, operation);
			}
			finally {
				operation.end();
			}
			return operation.result();
		}

		@SubscriptionMapping
		Flux<String> lines(@ContextValue GraphQlPeer peer) {
			return peer.lines();
		}

		/**
		 * Emits some large events at once, and then nothing.
		 */
		@SubscriptionMapping
		Flux<String> burst() {
			String large = "~".repeat(100_000);
			return Flux.range(0, EVENTS)
				.map((i) -> large)
				.doOnComplete(() -> this.burst = true)
				.concatWith(Flux.never());
		}

		/**
		 * Tells whether all of a burst was emitted, though perhaps not sent.
		 */
		boolean hasBurst() {
			return this.burst;
		}

	}

}
