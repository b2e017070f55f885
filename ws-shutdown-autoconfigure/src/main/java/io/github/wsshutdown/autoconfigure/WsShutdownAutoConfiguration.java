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

import java.time.Duration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.github.wsshutdown.context.DrainEventPublisher;
import io.github.wsshutdown.context.DrainLifecycle;
import io.github.wsshutdown.context.LoggingDrainListener;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionListener;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.DrainSettings;
import io.github.wsshutdown.drain.SystemTimer;
import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.event.StreamSettings;

/**
 * Auto-configuration for the drain of long-lived connections when the application stops.
 * Each context of a hierarchy drains its own connections when it closes.
 */
@AutoConfiguration(after = LifecycleAutoConfiguration.class)
@ConditionalOnProperty(name = "ws-shutdown.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ WsShutdownProperties.class, LifecycleProperties.class })
public final class WsShutdownAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(Timer.class)
	SystemTimer wsShutdownTimer() {
		return new SystemTimer();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ConnectionRegistry wsShutdownConnectionRegistry(Timer timer, ObjectProvider<ConnectionListener> listeners) {
		return new ConnectionRegistry(timer, listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	DrainOrder wsShutdownDrainOrder() {
		return DrainOrder.idleFirst();
	}

	@Bean
	@ConditionalOnMissingBean
	LoggingDrainListener wsShutdownLoggingDrainListener() {
		return new LoggingDrainListener();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	DrainEventPublisher wsShutdownDrainEventPublisher(ApplicationContext context) {
		return new DrainEventPublisher(context);
	}

	@Bean
	DrainTime wsShutdownDrainTime(WsShutdownProperties properties, LifecycleProperties lifecycleProperties) {
		return DrainTime.of(properties.getTimeout(), lifecycleProperties.getTimeoutPerShutdownPhase());
	}

	@Bean
	DrainSettings wsShutdownDrainSettings(WsShutdownProperties properties, DrainTime time) {
		return new DrainSettingsFactory(properties).create(time);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ConnectionDrainer wsShutdownDrainer(ConnectionRegistry registry, Timer timer, DrainSettings settings,
			DrainOrder order, ObjectProvider<DrainListener> listeners) {
		return new ConnectionDrainer(registry, timer, settings, order, listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	DrainLifecycle wsShutdownLifecycle(ApplicationContext context, ConnectionDrainer drainer, DrainTime time,
			WsShutdownProperties properties) {
		Duration timeout = DevToolsRestart.limit(time.timeout(), context.getClassLoader());
		return new DrainLifecycle(context, drainer, timeout, properties.getPhase());
	}

	@Bean
	@ConditionalOnProperty(name = "ws-shutdown.streams.enabled", matchIfMissing = true)
	StreamSettings wsShutdownStreamSettings(WsShutdownProperties properties) {
		return StreamSettingsFactory.create(properties);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "io.rsocket.core.RSocketServer")
	@ConditionalOnProperty("spring.rsocket.server.port")
	@ConditionalOnProperty(name = "spring.rsocket.server.transport", havingValue = "websocket")
	static class RSocketServerConfiguration {

		@Bean
		@Lazy(false)
		UndrainedRSocketServer wsShutdownUndrainedRSocketServer() {
			return new UndrainedRSocketServer();
		}

	}

}
