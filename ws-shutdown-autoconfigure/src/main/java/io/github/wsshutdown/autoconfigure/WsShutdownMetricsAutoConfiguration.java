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

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.micrometer.ConnectionMeters;
import io.github.wsshutdown.micrometer.DrainMeters;
import io.github.wsshutdown.micrometer.DrainTimer;

/**
 * Auto-configuration for the meters of connections and drains. Spring Boot binds them to
 * its registries. A context and its children share them, as they share a registry: those
 * of a child would be bound to none.
 */
@AutoConfiguration(after = WsShutdownAutoConfiguration.class,
		afterName = { "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class WsShutdownMetricsAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnBean(value = ConnectionRegistry.class, search = SearchStrategy.CURRENT)
	@ConditionalOnMissingBean
	ConnectionMeters wsShutdownConnectionMeters(WsShutdownProperties properties) {
		return new ConnectionMeters(properties.getClose().getStatus());
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnBean(value = ConnectionRegistry.class, search = SearchStrategy.CURRENT)
	@ConditionalOnMissingBean
	DrainMeters wsShutdownDrainMeters(ConnectionRegistry registry, ConnectionDrainer drainer) {
		return new DrainMeters(registry, drainer);
	}

	@Bean
	@ConditionalOnBean(value = ConnectionRegistry.class, search = SearchStrategy.CURRENT)
	@ConditionalOnMissingBean
	DrainTimer wsShutdownDrainTimer() {
		return new DrainTimer();
	}

}
