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

import jakarta.websocket.server.ServerContainer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.jakarta.SessionTracker;

/**
 * Auto-configuration for Jakarta WebSocket endpoints, with or without Spring's WebSocket
 * support.
 */
@AutoConfiguration(after = WsShutdownGateAutoConfiguration.class)
@ConditionalOnClass(ServerContainer.class)
@ConditionalOnBean(value = GateFilterRegistration.class, search = SearchStrategy.CURRENT)
public final class WsShutdownJakartaAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = JakartaSessions.class, search = SearchStrategy.CURRENT)
	SessionTracker wsShutdownJakartaSessions(ConnectionRegistry registry, CloseLanes lanes,
			ObjectProvider<SessionTap> taps) {
		return new SessionTracker(registry.clock(), lanes, taps.orderedStream().toList());
	}

}
