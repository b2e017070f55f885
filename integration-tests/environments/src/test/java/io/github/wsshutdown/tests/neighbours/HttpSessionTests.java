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

package io.github.wsshutdown.tests.neighbours;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Session puts its own request and response around those of the handshake.
 */
class HttpSessionTests {

	private RunningApplication application;

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void handshakeThatTakesUpAnHttpSessionIsDrainedAsAnyOther() {
		this.application = RunningApplication
			.start(List.of(TestApplication.class, RawHandlers.class, Unlocked.class, Sessions.class));
		WireClient client = this.application.connect(Sessions.PATH);
		assertThat(client.handshake().header("Set-Cookie")).startsWith("SESSION=");
		this.application.close();
		assertThat(client.closed()).succeedsWithin(RunningApplication.PATIENCE).extracting("code").isEqualTo(1001);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableSpringHttpSession
	static class Sessions implements WebSocketConfigurer {

		static final String PATH = "/with-http-session";

		@Bean
		MapSessionRepository sessionRepository() {
			return new MapSessionRepository(new ConcurrentHashMap<>());
		}

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			HttpSessionHandshakeInterceptor interceptor = new HttpSessionHandshakeInterceptor();
			interceptor.setCreateSession(true);
			registry.addHandler(new TextWebSocketHandler(), PATH).addInterceptors(interceptor);
		}

	}

}
