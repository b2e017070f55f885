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

import java.security.Principal;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/**
 * Adds the raw handlers for whoever speaks SockJS.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@Import(TroubleHandler.class)
public class SockJsHandlers implements WebSocketConfigurer {

	/**
	 * Where a client on an HTTP transport is given up that does not come back soon, but
	 * not before a drain that begins behind its opening.
	 */
	public static final String HASTY = "/hasty";

	private final Commands commands;

	private final TroubleHandler troubleHandler;

	SockJsHandlers(Commands commands, TroubleHandler troubleHandler) {
		this.commands = commands;
		this.troubleHandler = troubleHandler;
	}

	/**
	 * Makes every client a known user: Spring Framework 7.0.8 takes the requests of an
	 * anonymous SockJS session from one TCP connection only.
	 */
	@Bean
	static Filter userFilter() {
		return (request, response, chain) -> chain.doFilter(new RequestOfUser((HttpServletRequest) request), response);
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(this.troubleHandler, Endpoints.TROUBLE).withSockJS();
		registry.addHandler(new CommandHandler(this.commands), Endpoints.COMMANDS, Endpoints.OTHER).withSockJS();
		registry.addHandler(new CommandHandler(this.commands), HASTY).withSockJS().setDisconnectDelay(2500);
	}

	private static final class RequestOfUser extends HttpServletRequestWrapper {

		RequestOfUser(HttpServletRequest request) {
			super(request);
		}

		@Override
		public Principal getUserPrincipal() {
			return () -> "user";
		}

	}

}
