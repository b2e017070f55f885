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

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.micrometer.DefaultDrainObservationConvention;
import io.github.wsshutdown.micrometer.DrainObservationConvention;
import io.github.wsshutdown.micrometer.DrainObservations;

/**
 * Auto-configuration for the observation of drains.
 */
@AutoConfiguration(after = WsShutdownAutoConfiguration.class,
		afterName = { "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration" })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class WsShutdownObservationAutoConfiguration {

	@Bean
	@ConditionalOnBean(value = ConnectionRegistry.class, search = SearchStrategy.CURRENT)
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	DrainObservations wsShutdownDrainObservations(ObservationRegistry registry,
			ObjectProvider<DrainObservationConvention> convention) {
		return new DrainObservations(registry, convention.getIfAvailable(DefaultDrainObservationConvention::new));
	}

}
