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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.wsshutdown.stomp.RelayEcho;
import io.github.wsshutdown.stomp.StompHeartbeats;
import io.github.wsshutdown.stomp.StompPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsShutdownStompAutoConfiguration}.
 */
class WsShutdownStompAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			WsShutdownAutoConfiguration.class, WsShutdownGateAutoConfiguration.class,
			WsShutdownServletAutoConfiguration.class, WsShutdownStompAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void everyPartIsSetUp() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(StompPostProcessor.class);
			assertThat(context.getBean(StompHeartbeats.class)).isNotNull();
			assertThat(context.getBean(RelayEcho.class)).isNotNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.messaging", "org.springframework.web.socket" })
	void nothingIsSetUpWithoutStomp(String missing) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(missing)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context).doesNotHaveBean(StompPostProcessor.class);
		});
	}

	@Test
	void nothingIsSetUpIfTheStarterIsSwitchedOff() {
		this.contextRunner.withPropertyValues("ws-shutdown.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(StompPostProcessor.class));
	}

	@Test
	void nothingIsSetUpInAReactiveApplication() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean(StompPostProcessor.class));
	}

}
