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

import java.io.IOException;
import java.security.Principal;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageSendingOperations;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/**
 * Adds handlers of every kind beside each other, each at a path of its own. All of them
 * run {@link Commands}.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableWebSocketMessageBroker
@Import(EveryKind.StompCommands.class)
public class EveryKind implements WebSocketMessageBrokerConfigurer {

	/**
	 * A raw handler.
	 */
	public static final String RAW = "/raw";

	/**
	 * A handler with SockJS.
	 */
	public static final String SOCKJS = "/sockjs";

	/**
	 * STOMP: lines go to {@code /app/commands} and come from {@code /user/queue/lines}.
	 */
	public static final String STOMP = "/stomp";

	/**
	 * STOMP with SockJS.
	 */
	public static final String STOMP_SOCKJS = "/stomp-sockjs";

	@Bean
	WebSocketConfigurer handlers(Commands commands) {
		return (registry) -> {
			registry.addHandler(new CommandHandler(commands), RAW);
			registry.addHandler(new CommandHandler(commands), SOCKJS).withSockJS();
		};
	}

	/**
	 * Gives the requests of SockJS a user. From those of nobody, Framework 7.0.8 wants
	 * that all requests of a session come over one TCP connection (spring-framework issue
	 * 36904).
	 */
	@Bean
	FilterRegistrationBean<Filter> user() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
				(request, response, chain) -> chain.doFilter(new UserRequest((HttpServletRequest) request), response));
		registration.addUrlPatterns(SOCKJS + "/*", STOMP_SOCKJS + "/*");
		registration.setAsyncSupported(true);
		return registration;
	}

	@Override
	public void registerStompEndpoints(StompEndpointRegistry registry) {
		registry.addEndpoint(STOMP);
		registry.addEndpoint(STOMP_SOCKJS).withSockJS();
	}

	@Override
	public void configureMessageBroker(MessageBrokerRegistry registry) {
		registry.enableSimpleBroker("/queue");
		registry.setApplicationDestinationPrefixes("/app");
	}

	@Controller
	static class StompCommands {

		private final Commands commands;

		private final SimpMessageSendingOperations messages;

		StompCommands(Commands commands, SimpMessageSendingOperations messages) {
			this.commands = commands;
			this.messages = messages;
		}

		@MessageMapping("commands")
		void run(@Payload String line, SimpMessageHeaderAccessor headers) throws IOException {
			this.commands.run(line, new StompPeer(this.messages, headers.getSessionId()));
		}

	}

	private record StompPeer(SimpMessageSendingOperations messages, String session) implements Peer {

		@Override
		public void send(String text) {
			SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create();
			headers.setSessionId(this.session);
			this.messages.convertAndSendToUser(this.session, "/queue/lines", text, headers.getMessageHeaders());
		}

		@Override
		public void close(int code) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Runnable beginWork() {
			throw new UnsupportedOperationException();
		}

	}

	private static final class UserRequest extends HttpServletRequestWrapper {

		UserRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public Principal getUserPrincipal() {
			return new User("somebody");
		}

	}

	private record User(String name) implements Principal {

		@Override
		public String getName() {
			return this.name;
		}

	}

}
