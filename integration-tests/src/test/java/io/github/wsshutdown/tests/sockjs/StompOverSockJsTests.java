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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.SockJsHandlers;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * STOMP where its clients speak SockJS.
 */
class StompOverSockJsTests {

	private static final String PATH = "/stomp";

	private static final String CONNECT = "CONNECT\\naccept-version:1.2\\nhost:localhost\\n\\n\\u0000";

	private RunningApplication application;

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@ParameterizedTest
	@EnumSource
	void clientIsToldWhy(Transport transport) throws Exception {
		this.application = RunningApplication
			.start(List.of(TestApplication.class, SockJsHandlers.class, StompOverSockJs.class), new SockJsDialect());
		WireClient webSocket = this.application.connect(PATH);
		webSocket.send("[\"" + CONNECT + "\"]");
		assertThat(webSocket.hear()).startsWith("CONNECTED");
		try (SessionClient client = SessionClient.open(this.application, transport, PATH)) {
			assertThat(client.sayEscaped(CONNECT)).succeedsWithin(RunningApplication.PATIENCE).isEqualTo(204);
			assertThat(client.hear()).startsWith("CONNECTED");
			assertThat(this.application.context().getBean(ConnectionRegistry.class).connections()).hasSize(2)
				.allSatisfy((connection) -> assertThat(connection.info().protocol()).isEqualTo("stomp"));
			this.application.close();
			assertThat(client.closed()).succeedsWithin(RunningApplication.PATIENCE).isEqualTo(Frames.GOING_AWAY);
			assertThat(client.ended()).succeedsWithin(RunningApplication.PATIENCE);
		}
		assertThat(webSocket.closed()).succeedsWithin(RunningApplication.PATIENCE).extracting("code").isEqualTo(1001);
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isOne();
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocketMessageBroker
	static class StompOverSockJs implements WebSocketMessageBrokerConfigurer {

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint(PATH).withSockJS();
		}

		@Override
		public void configureMessageBroker(MessageBrokerRegistry registry) {
			registry.enableSimpleBroker("/topic");
		}

	}

}
