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

package io.github.wsshutdown.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.simp.broker.AbstractBrokerMessageHandler;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.servlet.HandlerDecorator;
import io.github.wsshutdown.stomp.RelayEcho;
import io.github.wsshutdown.stomp.StompHeartbeats;
import io.github.wsshutdown.stomp.StompPostProcessor;

/**
 * Auto-configuration for STOMP over Spring's WebSocket sessions.
 */
@AutoConfiguration(after = WsShutdownServletAutoConfiguration.class)
@ConditionalOnClass({ AbstractBrokerMessageHandler.class, SubProtocolWebSocketHandler.class })
@ConditionalOnBean(value = HandlerDecorator.class, search = SearchStrategy.CURRENT)
public final class WsShutdownStompAutoConfiguration {

	@Bean
	@Lazy
	StompHeartbeats wsShutdownStompHeartbeats() {
		return new StompHeartbeats();
	}

	@Bean
	@Lazy
	RelayEcho wsShutdownRelayEcho(Timer timer) {
		return new RelayEcho(timer);
	}

	@Bean
	static StompPostProcessor wsShutdownStompPostProcessor(ObjectProvider<StompHeartbeats> heartbeats,
			ObjectProvider<RelayEcho> echo) {
		return new StompPostProcessor(heartbeats::getObject, echo::getObject);
	}

}
