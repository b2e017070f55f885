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
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

import io.github.wsshutdown.context.ReadinessSwitch;
import io.github.wsshutdown.drain.ConnectionDrainer;

/**
 * Auto-configuration for the readiness of an application during a drain that is no
 * shutdown.
 */
@AutoConfiguration(after = { WsShutdownAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class })
@ConditionalOnBean(value = ConnectionDrainer.class, search = SearchStrategy.CURRENT)
@ConditionalOnProperty(name = "ws-shutdown.readiness.enabled", matchIfMissing = true)
public final class WsShutdownReadinessAutoConfiguration {

	@Bean
	@ConditionalOnBean(ApplicationAvailability.class)
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ReadinessSwitch wsShutdownReadinessSwitch(ApplicationContext context, ApplicationAvailability availability,
			ObjectProvider<ConnectionDrainer> drainer) {
		return new ReadinessSwitch(context, availability, drainer::getObject);
	}

}
