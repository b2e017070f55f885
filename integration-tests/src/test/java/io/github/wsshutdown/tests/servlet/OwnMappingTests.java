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

import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

import io.github.wsshutdown.tests.application.CommandHandler;
import io.github.wsshutdown.tests.application.Commands;
import io.github.wsshutdown.tests.application.Endpoints;

/**
 * The contract for handlers in an application's own {@link SimpleUrlHandlerMapping}: one
 * that is no bean, and a lazy bean that is mapped by its name.
 */
class OwnMappingTests extends MappingContractTests {

	@Override
	protected Class<?> mapping() {
		return OwnMapping.class;
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMapping {

		@Bean
		SimpleUrlHandlerMapping ownMapping(Commands commands) {
			WebSocketHttpRequestHandler handler = new WebSocketHttpRequestHandler(new CommandHandler(commands));
			SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(
					Map.of(Endpoints.COMMANDS, handler, Endpoints.OTHER, "lazyHandler"));
			mapping.setLazyInitHandlers(true);
			mapping.setOrder(0);
			return mapping;
		}

		@Bean
		@Lazy
		WebSocketHttpRequestHandler lazyHandler(Commands commands) {
			return new WebSocketHttpRequestHandler(new CommandHandler(commands));
		}

	}

}
