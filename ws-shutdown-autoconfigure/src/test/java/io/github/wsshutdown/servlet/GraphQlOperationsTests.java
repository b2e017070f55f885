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

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.Ordered;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.drain.FakeTimer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GraphQlOperations}.
 */
@ExtendWith(OutputCaptureExtension.class)
class GraphQlOperationsTests {

	private static final URI PATH = URI.create("ws://localhost/graphql");

	private final GraphQlOperations operations = new GraphQlOperations(1001, new FakeTimer());

	@Test
	void graphQlHandlerIsCustomizedDecoratedOrNot(CapturedOutput output) {
		GraphQlWebSocketHandler handler = graphQlHandler();
		WebSocketHandler decorated = new WebSocketHandlerDecorator(handler);
		assertThat(this.operations.customize(handler)).isInstanceOf(GraphQlHandler.class);
		assertThat(this.operations.customize(decorated)).isInstanceOfSatisfying(GraphQlHandler.class,
				(customized) -> assertThat(customized.getDelegate()).isSameAs(decorated));
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void otherHandlersAreLeftAsTheyAre(CapturedOutput output) {
		WebSocketHandler handler = new TextWebSocketHandler();
		assertThat(new GraphQlOperations(4400, new FakeTimer()).customize(handler)).isSameAs(handler);
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void statusThatClientsTakeAsFatalIsWarnedOf(CapturedOutput output) {
		new GraphQlOperations(4400, new FakeTimer()).customize(graphQlHandler());
		assertThat(output).contains("WARN")
			.contains("'ws-shutdown.close.status' is 4400, which the GraphQL client graphql-ws takes as fatal");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1002, 1003, 1007, 1008, 1009, 1010, 1011, 4004, 4005, 4400, 4401, 4406, 4409, 4429, 4500 })
	void statusIsFatal(int status) {
		assertThat(GraphQlOperations.isFatal(status)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, 1001, 1012, 1013, 3000, 4000, 4403, 4408, 4499, 4504 })
	void statusIsNotFatal(int status) {
		assertThat(GraphQlOperations.isFatal(status)).isFalse();
	}

	@Test
	void requestOverHttpIsPassedOn() {
		assertPassedOn(new WebGraphQlRequest(PATH, new HttpHeaders(), null, null, Map.of(), Map.of("query", "{ a }"),
				"1", null));
	}

	@Test
	void requestOfASessionThatIsNotTrackedIsPassedOn() {
		assertPassedOn(new WebSocketGraphQlRequest(PATH, new HttpHeaders(), null, null, Map.of(),
				Map.<String, Object>of("query", "{ a }"), "1", null, new StubSessionInfo()));
	}

	@Test
	void interceptorGoesBeforeThoseOfTheApplication() {
		assertThat(this.operations.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
	}

	private void assertPassedOn(WebGraphQlRequest request) {
		Mono<WebGraphQlResponse> response = Mono.empty();
		assertThat(this.operations.intercept(request, (passed) -> {
			assertThat(passed).isSameAs(request);
			return response;
		})).isSameAs(response);
	}

	private static GraphQlWebSocketHandler graphQlHandler() {
		return new GraphQlWebSocketHandler(WebGraphQlHandler.builder((request) -> Mono.empty()).build(),
				new MappingJackson2HttpMessageConverter(), Duration.ofSeconds(1));
	}

	private static final class StubSessionInfo implements WebSocketSessionInfo {

		@Override
		public String getId() {
			return "session-1";
		}

		@Override
		public Map<String, Object> getAttributes() {
			return new ConcurrentHashMap<>();
		}

		@Override
		public URI getUri() {
			return PATH;
		}

		@Override
		public HttpHeaders getHeaders() {
			return new HttpHeaders();
		}

		@Override
		public Mono<Principal> getPrincipal() {
			return Mono.empty();
		}

		@Override
		public @Nullable InetSocketAddress getRemoteAddress() {
			return null;
		}

	}

}
