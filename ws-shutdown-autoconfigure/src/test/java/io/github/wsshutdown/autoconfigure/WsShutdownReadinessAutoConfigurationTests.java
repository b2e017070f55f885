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

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wsshutdown.context.ReadinessSwitch;
import io.github.wsshutdown.drain.ConnectionDrainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsShutdownReadinessAutoConfiguration}.
 */
class WsShutdownReadinessAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, WsShutdownAutoConfiguration.class,
				WsShutdownReadinessAutoConfiguration.class));

	private final ApplicationContextRunner available = this.contextRunner
		.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class));

	@Test
	void readinessIsSwitchedWhereItIsKnown() {
		this.available.run((context) -> assertThat(context).hasSingleBean(ReadinessSwitch.class));
	}

	@Test
	void readinessIsLeftAloneIfNobodyKnowsIt() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(ReadinessSwitch.class));
	}

	@Test
	void switchOfTheApplicationIsUsedInstead() {
		this.available.withUserConfiguration(OwnSwitch.class)
			.run((context) -> assertThat(context).hasSingleBean(ReadinessSwitch.class).hasBean("own"));
	}

	@Test
	void readinessIsLeftAloneIfDisabled() {
		this.available.withPropertyValues("ws-shutdown.readiness.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ReadinessSwitch.class));
		this.available.withPropertyValues("ws-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ReadinessSwitch.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSwitch {

		@Bean
		ReadinessSwitch own(ApplicationContext context, ObjectProvider<ConnectionDrainer> drainer) {
			return new ReadinessSwitch(context, new ApplicationAvailabilityBean(), drainer::getObject);
		}

	}

}
