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
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.servlet.GraphQlOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsShutdownGraphQlAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WsShutdownGraphQlAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			WsShutdownAutoConfiguration.class, WsShutdownGateAutoConfiguration.class,
			WsShutdownServletAutoConfiguration.class, WsShutdownGraphQlAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void operationsAreIntercepted() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(GraphQlOperations.class));
	}

	@Test
	void nothingIsSetUpWithoutSpringForGraphQl() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.graphql", "graphql"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(GraphQlOperations.class));
	}

	@Test
	void nothingIsSetUpInAReactiveApplication() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(GraphQlOperations.class));
	}

	@Test
	void nothingIsSetUpIfDisabled() {
		this.contextRunner.withPropertyValues("ws-shutdown.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(GraphQlOperations.class));
	}

	@Test
	void graphQlHandlerIsTracked(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(GraphQlConfiguration.class)
			.run((context) -> assertThat(handler(context)).contains("TrackingHandler", "GraphQlHandler"));
		assertThat(output).doesNotContain("graphql-ws");
	}

	@Test
	void closeStatusThatGraphQlClientsTakeAsFatalIsWarnedOfAtTheStart(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(GraphQlConfiguration.class)
			.withPropertyValues("ws-shutdown.close.status=4401")
			.run((context) -> assertThat(output).contains("'ws-shutdown.close.status' is 4401"));
	}

	private static String handler(ApplicationContext context) {
		Object handler = context.getBean(SimpleUrlHandlerMapping.class).getUrlMap().get("/graphql");
		return ((WebSocketHttpRequestHandler) handler).getWebSocketHandler().toString();
	}

	/**
	 * As Spring Boot's.
	 */
	@Configuration(proxyBeanMethods = false)
	static class GraphQlConfiguration {

		@Bean
		GraphQlWebSocketHandler graphQlWebSocketHandler() {
			return new GraphQlWebSocketHandler(WebGraphQlHandler.builder((request) -> Mono.empty()).build(),
					new MappingJackson2HttpMessageConverter(), Duration.ofSeconds(1));
		}

		@Bean
		WebSocketHandlerMapping graphQlWebSocketMapping(GraphQlWebSocketHandler handler) {
			WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
			mapping
				.setUrlMap(Map.of("/graphql", handler.initWebSocketHttpRequestHandler(new DefaultHandshakeHandler())));
			return mapping;
		}

	}

}
