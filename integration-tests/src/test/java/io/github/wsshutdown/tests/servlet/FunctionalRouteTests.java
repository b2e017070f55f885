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

package io.github.wsshutdown.tests.servlet;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

import io.github.wsshutdown.tests.application.CommandHandler;
import io.github.wsshutdown.tests.application.Commands;
import io.github.wsshutdown.tests.application.Endpoints;

/**
 * The contract for a handler that is called from functional routes.
 */
class FunctionalRouteTests extends MappingContractTests {

	@Override
	protected Class<?> mapping() {
		return Routes.class;
	}

	@Configuration(proxyBeanMethods = false)
	static class Routes {

		@Bean
		WebSocketHttpRequestHandler requestHandler(Commands commands) {
			return new WebSocketHttpRequestHandler(new CommandHandler(commands));
		}

		@Bean
		RouterFunction<ServerResponse> routes(WebSocketHttpRequestHandler requestHandler) {
			return RouterFunctions.route()
				.GET(Endpoints.COMMANDS, (request) -> upgrade(requestHandler))
				.GET(Endpoints.OTHER, (request) -> upgrade(requestHandler))
				.build();
		}

		private static ServerResponse upgrade(WebSocketHttpRequestHandler handler) {
			return ServerResponse.ok().build((request, response) -> {
				handler.handleRequest(request, response);
				return null;
			});
		}

	}

}
