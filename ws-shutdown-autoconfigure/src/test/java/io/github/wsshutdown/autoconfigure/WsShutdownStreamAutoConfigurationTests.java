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
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.ResponseTap;
import io.github.wsshutdown.event.StreamSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsShutdownStreamAutoConfiguration}.
 */
class WsShutdownStreamAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			WsShutdownAutoConfiguration.class, WsShutdownGateAutoConfiguration.class,
			WsShutdownServletAutoConfiguration.class, WsShutdownStreamAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void streamsAreTracked() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(StreamFilterRegistration.class).hasSingleBean(CloseLanes.class);
			assertThat(context.getBeansOfType(ResponseTap.class)).hasSize(3);
		});
	}

	@Test
	void streamsAreTrackedWithoutAnyWebSocketApi() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("org.springframework.web.socket", "org.springframework.messaging",
					"jakarta.websocket", "org.apache.tomcat.websocket", "org.eclipse.jetty.websocket",
					"io.undertow.websockets"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).hasSingleBean(StreamFilterRegistration.class)
					.hasSingleBean(CloseLanes.class)
					.doesNotHaveBean(GateFilterRegistration.class);
			});
	}

	@Test
	void containersThatAreNotThereHaveNoTap() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.apache.catalina", "io.undertow"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeansOfType(ResponseTap.class)).hasSize(1);
			});
	}

	@Test
	void streamsAreNotTrackedIfDisabled() {
		this.contextRunner.withPropertyValues("ws-shutdown.streams.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(StreamSettings.class)
				.doesNotHaveBean(StreamFilterRegistration.class));
		this.contextRunner.withPropertyValues("ws-shutdown.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(StreamFilterRegistration.class));
	}

	@Test
	void streamsAreNotTrackedByAFilterInOtherKindsOfApplications() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean(StreamFilterRegistration.class));
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean(StreamFilterRegistration.class));
	}

}
