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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.Dialect;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.Essential;
import io.github.wsshutdown.tests.contract.WebSocketContractTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The contract for Spring for GraphQL over WebSocket.
 */
class GraphQlTests extends WebSocketContractTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private final GraphQlDialect dialect = new GraphQlDialect();

	@Override
	protected List<Class<?>> sources() {
		return List.of(TestApplication.class, GraphQlHandlers.class);
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

	@Test
	void whatASubscriptionHasEmittedIsSentBeforeTheClose() {
		RunningApplication application = start("ws-shutdown.close.write-timeout=40s");
		WireClient client = application.connect(application.knock(Endpoints.COMMANDS).withoutReading());
		client.send(GraphQlDialect.subscribe("test-1", "subscription { burst }", ""));
		GraphQlCommands.CommandController controller = application.context()
			.getBean(GraphQlCommands.CommandController.class);
		await().atMost(PATIENCE).until(controller::hasBurst);
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain();
		client.startReading();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(new CloseFrame(1001, "Server is shutting down"));
		assertThat(client.transcript()).filteredOn("test-1 next"::equals).hasSize(GraphQlCommands.EVENTS);
		assertThat(client.transcript()).doesNotContain("test-1 complete");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Override
	@Test
	@Disabled("Spring for GraphQL gives an operation no means to close its session with a code")
	public void connectionThatItsOwnHandlerClosesDuringTheDrainEndsWithTheHandlersCode() {
	}

}
