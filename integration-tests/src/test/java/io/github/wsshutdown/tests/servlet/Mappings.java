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

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

import io.github.wsshutdown.servlet.HandlerDecorator;

/**
 * Every way to map a handler to a path, each of which is the name of the way.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class Mappings implements WebSocketConfigurer {

	static final String INTERCEPTED = "/intercepted";

	/**
	 * Where every handshake fails, also without the starter.
	 */
	static final String FAILING_SUB_PROTOCOLS = "/failing-sub-protocols";

	/**
	 * The only origin from which {@link #INTERCEPTED} may be reached.
	 */
	static final String ORIGIN = "https://example.org";

	static final List<String> PATHS = List.of("/made", INTERCEPTED, "/instance", "/bean-name", "/lazy-bean-name",
			"/prototype-bean-name", "/named-like-its-path", "/path/{variable}", "/decorated", "/decorated-subclass",
			StompEndpoint.PATH);

	/**
	 * What is drained only where the web server tells of its sessions by itself.
	 */
	static final String SUBCLASS = "/subclass";

	private final ObjectProvider<HandlerDecorator> decorator;

	Mappings(ObjectProvider<HandlerDecorator> decorator) {
		this.decorator = decorator;
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(decorate(new TextWebSocketHandler()), "/decorated");
		registry.addHandler(new FailingSubProtocols(), FAILING_SUB_PROTOCOLS);
		registry.addHandler(new TextWebSocketHandler(), "/made", "/path/{variable}", StompEndpoint.PATH);
		registry.addHandler(new TextWebSocketHandler(), INTERCEPTED)
			.addInterceptors(new AdmittingInterceptor())
			.setAllowedOrigins(ORIGIN);
	}

	@Bean
	SimpleUrlHandlerMapping ownMapping() {
		WebSocketHttpRequestHandler handler = new WebSocketHttpRequestHandler(new TextWebSocketHandler());
		return mapping(Map.of("/instance", handler));
	}

	@Bean
	SimpleUrlHandlerMapping ownMappingByName() {
		return mapping(Map.of("/bean-name", "requestHandler"));
	}

	@Bean
	SimpleUrlHandlerMapping ownLazyMappingByName() {
		SimpleUrlHandlerMapping mapping = mapping(
				Map.of("/lazy-bean-name", "lazyRequestHandler", "/prototype-bean-name", "prototypeRequestHandler"));
		mapping.setLazyInitHandlers(true);
		return mapping;
	}

	private static SimpleUrlHandlerMapping mapping(Map<String, Object> handlers) {
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(handlers);
		mapping.setOrder(0);
		return mapping;
	}

	@Bean
	WebSocketHttpRequestHandler requestHandler() {
		return new WebSocketHttpRequestHandler(new TextWebSocketHandler());
	}

	@Bean
	@Lazy
	WebSocketHttpRequestHandler lazyRequestHandler() {
		return new WebSocketHttpRequestHandler(new TextWebSocketHandler());
	}

	@Bean
	@Scope("prototype")
	WebSocketHttpRequestHandler prototypeRequestHandler() {
		return new WebSocketHttpRequestHandler(new TextWebSocketHandler());
	}

	@Bean("/named-like-its-path")
	WebSocketHttpRequestHandler handlerNamedLikeItsPath() {
		return new WebSocketHttpRequestHandler(new TextWebSocketHandler());
	}

	@Bean("/decorated-subclass")
	OwnRequestHandler decoratedOwnRequestHandler() {
		return new OwnRequestHandler(decorate(new TextWebSocketHandler()));
	}

	@Bean(SUBCLASS)
	OwnRequestHandler ownRequestHandler() {
		return new OwnRequestHandler(new EchoHandler());
	}

	private WebSocketHandler decorate(WebSocketHandler handler) {
		return this.decorator.getObject().decorate(handler);
	}

	/**
	 * What cannot be replaced.
	 */
	static final class OwnRequestHandler extends WebSocketHttpRequestHandler {

		OwnRequestHandler(WebSocketHandler handler) {
			super(handler);
		}

	}

	private static final class EchoHandler extends TextWebSocketHandler {

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
			session.sendMessage(message);
		}

	}

	private static final class FailingSubProtocols extends TextWebSocketHandler implements SubProtocolCapable {

		@Override
		public List<String> getSubProtocols() {
			throw new IllegalStateException("expected by a test");
		}

	}

	/**
	 * Lets in who has the word.
	 */
	private static final class AdmittingInterceptor implements HandshakeInterceptor {

		@Override
		public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
				Map<String, Object> attributes) {
			response.getHeaders().set("Interceptor", "here");
			return "word".equals(request.getURI().getQuery());
		}

		@Override
		public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
				Exception exception) {
		}

	}

}
