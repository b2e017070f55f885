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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wsshutdown.actuate.WebSocketsHealthIndicator;
import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.drain.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsShutdownHealthAutoConfiguration} and
 * {@link WsShutdownBoot3HealthAutoConfiguration}; the types of both lines of Spring Boot
 * are there, which they are not in an application.
 */
class WsShutdownHealthAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, WsShutdownAutoConfiguration.class));

	static Stream<Arguments> lines() {
		return Stream.of(
				Arguments.of(WsShutdownHealthAutoConfiguration.class, WebSocketsHealthIndicator.class,
						"org.springframework.boot.health.contributor"),
				Arguments.of(WsShutdownBoot3HealthAutoConfiguration.class,
						io.github.wsshutdown.actuate.boot3.WebSocketsHealthIndicator.class,
						"org.springframework.boot.actuate.health"));
	}

	@ParameterizedTest
	@MethodSource("lines")
	void healthIsShown(Class<?> configuration, Class<?> indicator) {
		runner(configuration).run((context) -> {
			assertThat(context).hasSingleBean(indicator);
			assertThat(context).getBeanNames(indicator).containsExactly("websocketsHealthIndicator");
		});
	}

	@ParameterizedTest
	@MethodSource("lines")
	void healthIsNotShownIfDisabled(Class<?> configuration, Class<?> indicator) {
		for (String disabled : new String[] { "management.health.websockets.enabled",
				"management.health.defaults.enabled", "ws-shutdown.enabled" }) {
			runner(configuration).withPropertyValues(disabled + "=false")
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(indicator));
		}
	}

	@ParameterizedTest
	@MethodSource("lines")
	void healthOfTheApplicationIsUsedInstead(Class<?> configuration, Class<?> indicator) {
		runner(configuration).withBean("websocketsHealthContributor", String.class, () -> "own")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(indicator));
	}

	@ParameterizedTest
	@MethodSource("lines")
	void nothingIsNeededWithoutTheActuator(Class<?> configuration, Class<?> indicator, String types) {
		runner(configuration).withClassLoader(new FilteredClassLoader(types))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("websocketsHealthIndicator"));
	}

	@ParameterizedTest
	@MethodSource("lines")
	void childHasAHealthOfItsOwn(Class<?> configuration, Class<?> indicator) {
		runner(configuration).run((parent) -> runner(configuration).withParent(parent)
			.run((child) -> assertThat(child).getBean(indicator).isNotSameAs(parent.getBean(indicator))));
	}

	@Test
	void endpointOfSpringBoot3ShowsItBesideTheOthers() {
		runner(WsShutdownBoot3HealthAutoConfiguration.class)
			.withConfiguration(AutoConfigurations.of(HealthContributorAutoConfiguration.class,
					HealthEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoint.health.probes.enabled=true")
			.run((context) -> {
				HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
				assertThat(endpoint.healthForPath("websockets").getStatus()).isEqualTo(Status.UP);
				context.getBean(Drainer.class)
					.drain(new DrainRequest(Scope.everything(), Cause.request("test"), Duration.ofSeconds(1)));
				assertThat(endpoint.healthForPath("websockets").getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
				assertThat(endpoint.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			});
	}

	private ApplicationContextRunner runner(Class<?> configuration) {
		return this.contextRunner.withConfiguration(AutoConfigurations.of(configuration));
	}

}
