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

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.rsocket.RSocketMessagingAutoConfiguration;
import org.springframework.boot.autoconfigure.rsocket.RSocketServerAutoConfiguration;
import org.springframework.boot.autoconfigure.rsocket.RSocketStrategiesAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.embedded.netty.NettyRouteProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.NativeTap;
import io.github.wsshutdown.container.ServletTap;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.container.jetty.JettyTap;
import io.github.wsshutdown.container.netty.NettyTap;
import io.github.wsshutdown.container.tomcat.TomcatTap;
import io.github.wsshutdown.container.undertow.UndertowTap;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.reactive.GateWebFilter;
import io.github.wsshutdown.reactive.UndrainedRSockets;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsShutdownReactiveAutoConfiguration}.
 */
class WsShutdownReactiveAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations
		.of(WsShutdownAutoConfiguration.class, WsShutdownReactiveAutoConfiguration.class);

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void everyPartIsSetUp() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(CloseLanes.class)
			.hasSingleBean(GateWebFilter.class)
			.hasSingleBean(NettyTap.class)
			.hasSingleBean(TomcatTap.class)
			.hasSingleBean(JettyTap.class)
			.hasSingleBean(UndertowTap.class));
	}

	@Test
	void adaptersAreTracked() {
		this.contextRunner.withUserConfiguration(AdapterConfiguration.class)
			.run((context) -> assertThat(
					context.getBean(WebSocketHandlerAdapter.class).getWebSocketService().getClass().getSimpleName())
				.isEqualTo("TrackingWebSocketService"));
	}

	@Test
	void nettyNeedsNoServletApi() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.apache.tomcat", "org.apache.coyote",
					"org.apache.catalina", "io.undertow", "org.xnio", "org.eclipse.jetty", "jakarta.websocket"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).hasSingleBean(NettyTap.class)
					.hasSingleBean(GateWebFilter.class)
					.doesNotHaveBean(NativeTap.class)
					.doesNotHaveBean(ServletTap.class);
			});
	}

	@Test
	void otherServersNeedNoNetty() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("reactor.netty", "io.netty")).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context).hasSingleBean(GateWebFilter.class).doesNotHaveBean(NettyTap.class);
			assertThat(context.getBeansOfType(SessionTap.class)).isNotEmpty();
		});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void rSocketOfTheWebServerIsSaidNotToBeDrained(CapturedOutput output) {
		withRSocket("mapping-path=/rsocket", "transport=websocket")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context).hasSingleBean(UndrainedRSockets.class)
				.hasSingleBean(NettyRouteProvider.class)
				.doesNotHaveBean(UndrainedRSocketServer.class));
		assertThat(output).contains("WARN").containsOnlyOnce("RSocket connections at '/rsocket' are not drained");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mapping-path=/rsocket", "transport=websocket", "mapping-path=/rsocket transport=tcp" })
	@ExtendWith(OutputCaptureExtension.class)
	void nothingIsSaidOfTheWebServerWhereSpringBootGivesItNoRSocket(String properties, CapturedOutput output) {
		withRSocket(properties.split(" ")).run((context) -> assertThat(context).doesNotHaveBean(UndrainedRSockets.class)
			.doesNotHaveBean(NettyRouteProvider.class));
		assertThat(output).doesNotContain("RSocket connections at");
	}

	private ReactiveWebApplicationContextRunner withRSocket(String... properties) {
		return this.contextRunner
			.withConfiguration(AutoConfigurations.of(RSocketStrategiesAutoConfiguration.class,
					RSocketMessagingAutoConfiguration.class, RSocketServerAutoConfiguration.class))
			.withPropertyValues(Stream.of(properties)
				.map((property) -> "spring.rsocket.server." + property)
				.toArray(String[]::new));
	}

	@Test
	void nothingIsSetUpWithoutWebFlux() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(WebSocketHandlerAdapter.class))
			.run((context) -> assertThat(context).hasSingleBean(ConnectionDrainer.class)
				.doesNotHaveBean(CloseLanes.class));
	}

	@Test
	void nothingIsSetUpOnTheServletStack() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).doesNotHaveBean(GateWebFilter.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class AdapterConfiguration {

		@Bean
		WebSocketHandlerAdapter webSocketHandlerAdapter() {
			return new WebSocketHandlerAdapter((exchange, handler) -> Mono.empty());
		}

	}

}
