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

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.WebSocketHandler;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.servlet.HandlerCustomizer;
import io.github.wsshutdown.servlet.HandlerDecorator;
import io.github.wsshutdown.servlet.HandlerMappingPostProcessor;
import io.github.wsshutdown.servlet.HandshakeGuard;
import io.github.wsshutdown.servlet.Refusal;
import io.github.wsshutdown.servlet.sockjs.SockJsTracking;

/**
 * Auto-configuration for Spring's WebSocket handlers on the servlet stack.
 */
@AutoConfiguration(after = WsShutdownGateAutoConfiguration.class)
@ConditionalOnClass({ WebSocketHandler.class, SimpleUrlHandlerMapping.class })
@ConditionalOnBean(value = GateFilterRegistration.class, search = SearchStrategy.CURRENT)
public final class WsShutdownServletAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	HandlerDecorator wsShutdownHandlerDecorator(ConnectionRegistry registry, CloseLanes lanes,
			ObjectProvider<SessionTap> taps, ObjectProvider<HandlerCustomizer> customizers) {
		return new HandlerDecorator(registry, lanes, taps.orderedStream().toList(),
				customizers.orderedStream().toList());
	}

	@Bean
	static HandlerMappingPostProcessor wsShutdownHandlerMappingPostProcessor(ObjectProvider<HandlerDecorator> decorator,
			ObjectProvider<Gate> gate, ObjectProvider<Refusal> refusal,
			ObjectProvider<WsShutdownProperties> properties) {
		SockJsTracking sockJs = new SockJsTracking(decorator::getObject,
				() -> new HandshakeGuard(gate.getObject(), refusal.getObject()));
		return new HandlerMappingPostProcessor(decorator::getObject, gate::getObject, refusal::getObject,
				() -> properties.getObject().getExcludeBeans(), List.of(sockJs));
	}

	@Bean
	static DispatcherServletPostProcessor wsShutdownDispatcherServletPostProcessor(
			ObjectProvider<HandlerMappingPostProcessor> handlers) {
		return new DispatcherServletPostProcessor(handlers::getObject);
	}

}
