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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.webflux.GraphQlWebSocketHandler;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import reactor.core.scheduler.Scheduler;

import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.Dialect;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.Essential;
import io.github.wsshutdown.tests.contract.WebSocketContractTests;
import io.github.wsshutdown.tests.graphql.GraphQlCommands;
import io.github.wsshutdown.tests.graphql.GraphQlDialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The contract for Spring for GraphQL on WebFlux.
 */
class ReactiveGraphQlTests extends WebSocketContractTests {

	private final GraphQlDialect dialect = new GraphQlDialect();

	@Override
	protected List<Class<?>> sources() {
		return List.of(ReactiveApplication.class, GraphQlCommands.class, OtherEndpoints.class);
	}

	@Override
	protected List<String> properties() {
		return List.of("spring.main.web-application-type=reactive");
	}

	@Override
	protected Dialect dialect() {
		return this.dialect;
	}

	@ParameterizedTest
	@ValueSource(strings = { "hold", "hand-over" })
	@Essential
	void operationHasItsResultBeforeTheClose(String command) throws Exception {
		RunningApplication application = start();
		WireClient client = application.connect(Endpoints.COMMANDS);
		client.send(GraphQlDialect.run("test-1", command + " work"));
		assertThat(client.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain();
		application.holds().release("work");
		assertThat(client.ended()).succeedsWithin(PATIENCE);
		assertThat(client.transcript()).containsExactly("begun", "done", "test-1 next", "test-1 complete", "close 1001",
				"end FIN");
		assertThat(closing).succeedsWithin(PATIENCE);
	}

	@Override
	@Test
	public void clientThatCompressesIsToldWhy() throws Exception {
		assumeThat(ClassUtils.isPresent("io.undertow.Undertow", null)).as("Undertow compresses nothing there")
			.isFalse();
		super.clientThatCompressesIsToldWhy();
	}

	@Override
	@Test
	@Disabled("An operation is cancelled when its grace is over, and so is not in flight at the deadline")
	public void whoIsLeftAtTheDeadlineIsCutAndNamed() {
	}

	@Override
	@Test
	@Disabled("Spring for GraphQL gives an operation no means to close its session with a code")
	public void connectionThatItsOwnHandlerClosesDuringTheDrainEndsWithTheHandlersCode() {
	}

	@Override
	@Test
	@Disabled("An operation is cancelled and so interrupted, and with it the close of the context that it waits for")
	public void handlerMayCloseTheContext() {
	}

	@Override
	@Test
	@Disabled("Spring for GraphQL has nothing of the application run where a session ends")
	public void handlerThatBlocksWhenAConnectionEndsDelaysNobody() {
	}

	/**
	 * Has Boot's handler at the other endpoints too, and operations run where they may
	 * block.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OtherEndpoints {

		@Bean(destroyMethod = "dispose")
		Scheduler operations() {
			return ReactiveApplication.scheduler();
		}

		@Bean
		WebGraphQlInterceptor blockingOperations(Scheduler operations) {
			return (request, chain) -> chain.next(request).subscribeOn(operations);
		}

		@Bean
		HandlerMapping otherGraphQlMapping(GraphQlWebSocketHandler handler) {
			return new SimpleUrlHandlerMapping(Map.of(Endpoints.OTHER, handler, Endpoints.TROUBLE, handler), -2);
		}

	}

}
