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

import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

import io.github.wsshutdown.actuate.DrainHealth;
import io.github.wsshutdown.actuate.WebSocketsHealthIndicator;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;

/**
 * Auto-configuration for the health of the connections in Spring Boot 4 and later.
 */
@AutoConfiguration(after = WsShutdownAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(value = ConnectionDrainer.class, search = SearchStrategy.CURRENT)
@ConditionalOnEnabledHealthIndicator("websockets")
public final class WsShutdownHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "websocketsHealthIndicator", "websocketsHealthContributor" },
			search = SearchStrategy.CURRENT)
	WebSocketsHealthIndicator websocketsHealthIndicator(ConnectionRegistry registry, ConnectionDrainer drainer) {
		return new WebSocketsHealthIndicator(new DrainHealth(registry, drainer));
	}

}
