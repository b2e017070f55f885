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

package io.github.wsshutdown.tests.graphql;

import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;

import io.github.wsshutdown.tests.application.Endpoints;

/**
 * Adds Boot's GraphQL endpoint at {@link Endpoints#COMMANDS}, and the same handler at the
 * other endpoints.
 */
@Configuration(proxyBeanMethods = false)
@Import(GraphQlCommands.class)
public class GraphQlHandlers {

	@Bean
	HandlerMapping otherGraphQlMapping(GraphQlWebSocketHandler handler) {
		WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
		mapping
			.setUrlMap(Map.of(Endpoints.OTHER, handler.initWebSocketHttpRequestHandler(new DefaultHandshakeHandler()),
					Endpoints.TROUBLE, handler.initWebSocketHttpRequestHandler(new DefaultHandshakeHandler())));
		mapping.setOrder(-2);
		return mapping;
	}

}
