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

package io.github.wsshutdown.servlet;

import java.util.List;

import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.ExceptionWebSocketHandlerDecorator;
import org.springframework.web.socket.handler.LoggingWebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.drain.ConnectionRegistry;

/**
 * Wraps a {@link WebSocketHandler} so that its sessions are known to drains.
 * <p>
 * Handlers that are mapped with Spring's configuration are wrapped already; use this bean
 * for the handler of a subclass of {@code WebSocketHttpRequestHandler}, which is left as
 * it is. A session that is opened in some other way, such as by calling a
 * {@code HandshakeHandler}, is known to drains only where the web server tells of it.
 * Thread-safe.
 */
public final class HandlerDecorator implements WebSocketHandlerDecoratorFactory {

	private final ConnectionRegistry registry;

	private final CloseLanes lanes;

	private final List<SessionTap> taps;

	private final List<HandlerCustomizer> customizers;

	/**
	 * Creates the decorator.
	 * @param registry gives the clock of the connections
	 * @param lanes runs the closes
	 * @param taps take hold of the connections of sessions that have opened
	 */
	public HandlerDecorator(ConnectionRegistry registry, CloseLanes lanes, List<SessionTap> taps) {
		this(registry, lanes, taps, List.of());
	}

	/**
	 * Creates the decorator.
	 * @param registry gives the clock of the connections
	 * @param lanes runs the closes
	 * @param taps take hold of the connections of sessions that have opened
	 * @param customizers know handlers of a special kind
	 */
	public HandlerDecorator(ConnectionRegistry registry, CloseLanes lanes, List<SessionTap> taps,
			List<HandlerCustomizer> customizers) {
		this.registry = registry;
		this.lanes = lanes;
		this.taps = List.copyOf(taps);
		this.customizers = List.copyOf(customizers);
	}

	/**
	 * Wraps a handler.
	 * @param handler the handler
	 * @return a decorator around it, or the handler itself if it is wrapped already
	 */
	@Override
	public WebSocketHandler decorate(WebSocketHandler handler) {
		if (isTracking(handler)) {
			return handler;
		}
		WebSocketHandler customized = handler;
		for (HandlerCustomizer customizer : this.customizers) {
			customized = customizer.customize(customized);
		}
		return new TrackingHandler(customized, this.registry.clock(), this.lanes, this.taps);
	}

	/**
	 * Wraps the handler of one of Spring's request handlers so that the decorators which
	 * Spring has put on, and will put on again, stand outside of the tracking: a
	 * handler's failure is seen before Spring handles it.
	 * @param handler what the request handler has
	 * @return what to make another request handler of
	 */
	public WebSocketHandler decoratePlain(WebSocketHandler handler) {
		WebSocketHandler current = handler;
		while (current.getClass() == ExceptionWebSocketHandlerDecorator.class
				|| current.getClass() == LoggingWebSocketHandlerDecorator.class) {
			current = ((WebSocketHandlerDecorator) current).getDelegate();
		}
		return decorate(current);
	}

	static boolean isTracking(WebSocketHandler handler) {
		WebSocketHandler current = handler;
		while (current instanceof WebSocketHandlerDecorator decorator) {
			if (current instanceof TrackingHandler) {
				return true;
			}
			current = decorator.getDelegate();
		}
		return false;
	}

}
