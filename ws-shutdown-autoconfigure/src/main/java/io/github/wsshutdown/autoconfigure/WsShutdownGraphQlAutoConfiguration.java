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

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;

import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.servlet.GraphQlOperations;
import io.github.wsshutdown.servlet.HandlerDecorator;

/**
 * Auto-configuration for Spring for GraphQL over WebSocket on the servlet stack.
 */
@AutoConfiguration(after = WsShutdownServletAutoConfiguration.class)
@ConditionalOnClass({ WebGraphQlInterceptor.class, GraphQlWebSocketHandler.class })
@ConditionalOnBean(value = HandlerDecorator.class, search = SearchStrategy.CURRENT)
public final class WsShutdownGraphQlAutoConfiguration {

	@Bean
	GraphQlOperations wsShutdownGraphQlOperations(WsShutdownProperties properties, Timer timer) {
		return new GraphQlOperations(properties.getClose().getStatus(), timer);
	}

}
