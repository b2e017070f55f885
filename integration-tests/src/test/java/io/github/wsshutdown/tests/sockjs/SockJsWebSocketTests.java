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

package io.github.wsshutdown.tests.sockjs;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.SockJsHandlers;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.Dialect;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.WebSocketContractTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract for SockJS over its WebSocket transport.
 */
class SockJsWebSocketTests extends WebSocketContractTests {

	@Override
	protected List<Class<?>> sources() {
		return List.of(TestApplication.class, SockJsHandlers.class);
	}

	@Override
	protected Dialect dialect() {
		return new SockJsDialect();
	}

	@Test
	void clientIsToldInSockJsBeforeItIsToldInWebSocket() throws Exception {
		RunningApplication application = start("ws-shutdown.close.reason=say \"hi\"");
		WireClient client = application
			.connect(application.knock(Frames.path(Endpoints.COMMANDS, "websocket")).speaking(Dialect.PLAIN));
		assertThat(client.hear()).isEqualTo(Frames.OPEN);
		assertThat(application.context().getBean(ConnectionRegistry.class).connections()).singleElement()
			.satisfies((connection) -> assertThat(connection.info().protocol()).isEqualTo("sockjs"));
		application.close();
		assertThat(client.ended()).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(client.transcript()).containsExactly(Frames.OPEN, Frames.close(1001, "say 'hi'"), "close 1001",
				"end FIN");
	}

}
