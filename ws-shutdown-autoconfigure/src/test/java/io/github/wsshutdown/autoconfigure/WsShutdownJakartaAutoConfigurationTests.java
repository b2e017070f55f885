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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.container.tomcat.TomcatTap;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.jakarta.SessionTracker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsShutdownJakartaAutoConfiguration}.
 */
class WsShutdownJakartaAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			WsShutdownAutoConfiguration.class, WsShutdownGateAutoConfiguration.class,
			WsShutdownJakartaAutoConfiguration.class, WsShutdownServletAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void sessionsAreTracked() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(SessionTracker.class);
			assertThat(context.getBean(TomcatTap.class).offersJakartaSessions()).isTrue();
		});
	}

	@Test
	void sessionsAreTrackedWithoutSpringWebSocket() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("org.springframework.web.socket", "org.springframework.messaging"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).hasSingleBean(SessionTracker.class).hasSingleBean(GateFilterRegistration.class);
			});
	}

	@Test
	void sessionsAreNotTrackedWithoutTheirApi() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("jakarta.websocket", "org.apache.tomcat.websocket"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).hasSingleBean(GateFilterRegistration.class).doesNotHaveBean(JakartaSessions.class);
			});
	}

	@Test
	void sessionsAreNotTrackedIfDisabled() {
		this.contextRunner.withPropertyValues("ws-shutdown.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(JakartaSessions.class));
	}

	@Test
	void sessionsAreNotTrackedInOtherKindsOfApplications() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean(JakartaSessions.class));
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean(JakartaSessions.class));
	}

	@Test
	void whatTheApplicationTracksThemWithReplacesTheDefault() {
		this.contextRunner.withUserConfiguration(ReplacingConfiguration.class)
			.run((context) -> assertThat(context).getBeanNames(JakartaSessions.class).containsExactly("sessions"));
	}

	@Configuration(proxyBeanMethods = false)
	static class ReplacingConfiguration {

		@Bean
		JakartaSessions sessions() {
			return (handshake, session, endpoint) -> new Activity(new CoarseClock());
		}

	}

}
