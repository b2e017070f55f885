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
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.wsshutdown.actuate.DrainHistory;
import io.github.wsshutdown.actuate.EndpointSettings;
import io.github.wsshutdown.actuate.UnknownParameterAdvisor;
import io.github.wsshutdown.actuate.WebsocketsEndpoint;
import io.github.wsshutdown.actuate.WebsocketsEndpointJmxExtension;
import io.github.wsshutdown.actuate.WebsocketsEndpointWebExtension;
import io.github.wsshutdown.drain.ConnectionDirectory;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.DrainSettings;
import io.github.wsshutdown.drain.ShutdownBudget;
import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.event.EventSourceRefusal;

/**
 * Auto-configuration for the actuator endpoint {@code websockets}.
 */
@AutoConfiguration(after = WsShutdownAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(WebsocketsEndpoint.class)
@ConditionalOnBean(value = ConnectionDrainer.class, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties(WebsocketsEndpointProperties.class)
public final class WsShutdownEndpointAutoConfiguration {

	/**
	 * Is told first, so that whoever is told of the end of a drain finds its report.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	DrainHistory wsShutdownDrainHistory() {
		return new DrainHistory();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	WebsocketsEndpoint websocketsEndpoint(ConnectionRegistry registry, Timer timer, ConnectionDrainer drainer,
			DrainHistory history, DrainSettings drainSettings, DrainTime time, WsShutdownProperties properties,
			WebsocketsEndpointProperties endpointProperties, ObjectProvider<ShutdownBudget> budget) {
		boolean eventSourcesComeBack = properties.getStreams().getEventSourceRefusal() == EventSourceRefusal.RETRY;
		EndpointSettings settings = new EndpointSettings(drainSettings.departure(), time.timeout(),
				eventSourcesComeBack, endpointProperties.getShowValues(), endpointProperties.getRoles());
		return new WebsocketsEndpoint(registry, new ConnectionDirectory(registry, timer), drainer, history, settings,
				budget::getIfAvailable);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	WebsocketsEndpointWebExtension websocketsEndpointWebExtension(WebsocketsEndpoint endpoint) {
		return new WebsocketsEndpointWebExtension(endpoint);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.JMX)
	WebsocketsEndpointJmxExtension websocketsEndpointJmxExtension(WebsocketsEndpoint endpoint) {
		return new WebsocketsEndpointJmxExtension(endpoint);
	}

	@Bean
	UnknownParameterAdvisor wsShutdownUnknownParameterAdvisor() {
		return new UnknownParameterAdvisor();
	}

}
