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

package io.github.wsshutdown.tests.application;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/**
 * Adds handlers that know nothing but Spring's {@code WebSocketHandler}: a bean, and one
 * that was made in the act of registering it.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@Import(TroubleHandler.class)
public class RawHandlers implements WebSocketConfigurer {

	private final Commands commands;

	private final TroubleHandler troubleHandler;

	RawHandlers(Commands commands, TroubleHandler troubleHandler) {
		this.commands = commands;
		this.troubleHandler = troubleHandler;
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(this.troubleHandler, Endpoints.TROUBLE);
		registry.addHandler(new CommandHandler(this.commands), Endpoints.COMMANDS, Endpoints.OTHER);
	}

}
