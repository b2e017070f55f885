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

package io.github.wsshutdown.tests.servlet;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the Jakarta WebSocket client that comes with the container sees, which
 * applications use to call each other.
 */
class ContainerClientTests {

	@ParameterizedTest
	@ValueSource(ints = { 1001, 4000 })
	void clientOfTheContainerIsToldWhy(int status) throws Exception {
		assertThat(told(status)).isEqualTo(new CloseFrame(status, "Server is shutting down"));
	}

	/**
	 * 1012 is younger than the protocol. The clients of Tomcat and Undertow take it for a
	 * violation.
	 */
	@Test
	void onlyTheClientOfJettyKnowsThatAServiceRestarts() throws Exception {
		boolean jetty = ContainerProvider.getWebSocketContainer().getClass().getName().contains("jetty");
		assertThat(told(1012).code()).isEqualTo(jetty ? 1012 : 1002);
	}

	private static CloseFrame told(int status) throws Exception {
		RunningApplication application = RunningApplication.start(List.of(TestApplication.class, RawHandlers.class),
				"ws-shutdown.close.status=" + status);
		Client client = new Client();
		ContainerProvider.getWebSocketContainer()
			.connectToServer(client, ClientEndpointConfig.Builder.create().build(),
					URI.create("ws://127.0.0.1:" + application.port() + Endpoints.COMMANDS));
		assertThat(client.heard).succeedsWithin(RunningApplication.PATIENCE);
		application.close();
		return client.closed.get(RunningApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	private static final class Client extends Endpoint {

		private final CompletableFuture<String> heard = new CompletableFuture<>();

		private final CompletableFuture<CloseFrame> closed = new CompletableFuture<>();

		@Override
		public void onOpen(Session session, EndpointConfig config) {
			session.addMessageHandler(String.class, this.heard::complete);
			session.getAsyncRemote().sendText("echo hello");
		}

		@Override
		public void onClose(Session session, CloseReason reason) {
			this.closed.complete(new CloseFrame(reason.getCloseCode().getCode(), reason.getReasonPhrase()));
		}

	}

}
