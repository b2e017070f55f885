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

import io.undertow.server.HttpServerExchange;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import reactor.netty.http.server.HttpServerResponse;

import io.github.wsshutdown.container.ExchangeTap;
import io.github.wsshutdown.reactive.GateWebFilter;
import io.github.wsshutdown.reactive.stream.StreamWebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsShutdownReactiveStreamAutoConfiguration}.
 */
class WsShutdownReactiveStreamAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			LifecycleAutoConfiguration.class, WsShutdownAutoConfiguration.class,
			WsShutdownReactiveAutoConfiguration.class, WsShutdownReactiveStreamAutoConfiguration.class);

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void streamsAreTracked() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(StreamWebFilter.class)
			.getBeans(ExchangeTap.class)
			.hasSize(2));
	}

	@Test
	void streamsAreTrackedWithoutReactorNettyAndUndertow() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(HttpServerResponse.class, HttpServerExchange.class))
			.run((context) -> assertThat(context).hasSingleBean(StreamWebFilter.class)
				.doesNotHaveBean(ExchangeTap.class));
	}

	@Test
	void streamsAreLeftAloneIfDisabled() {
		this.contextRunner.withPropertyValues("ws-shutdown.streams.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(StreamWebFilter.class)
				.hasSingleBean(GateWebFilter.class));
		this.contextRunner.withPropertyValues("ws-shutdown.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(StreamWebFilter.class));
	}

	@Test
	void nothingIsSetUpInAServletApplication() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean(StreamWebFilter.class));
	}

}
