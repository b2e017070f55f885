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

package io.github.wsshutdown.servlet.sockjs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.servlet.HandshakeGuard;

/**
 * Lets new sessions of one SockJS service in, whatever their transport, and keeps those
 * on HTTP transports by their ids. Spring asks it about new sessions only.
 */
final class SockJsGuard implements HandshakeInterceptor {

	/**
	 * What Spring appends to the path that an endpoint was registered for.
	 */
	private static final String SUFFIX = "/**";

	private final HandshakeGuard guard;

	private final Map<String, SockJsWire> wires = new ConcurrentHashMap<>();

	SockJsGuard(HandshakeGuard guard) {
		this.guard = guard;
	}

	Map<String, SockJsWire> wires() {
		return this.wires;
	}

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			Map<String, Object> attributes) {
		if (!(request instanceof ServletServerHttpRequest servletRequest)
				|| !(servletRequest.getServletRequest() instanceof Exchange exchange)) {
			return this.guard.letIn(Handshake.WEBSOCKET, SockJsGuard::registeredPath, request, response, attributes);
		}
		if (!this.guard.letIn(SockJsWire.KIND, SockJsGuard::registeredPath, request, response, attributes)) {
			return false;
		}
		if (attributes.get(Handshake.ATTRIBUTE) instanceof Handshake handshake) {
			SockJsWire wire = new SockJsWire();
			exchange.belongTo(wire);
			handshake.upgraded(wire);
		}
		return true;
	}

	static String registeredPath(String pattern) {
		String path = pattern.endsWith(SUFFIX) ? pattern.substring(0, pattern.length() - SUFFIX.length()) : pattern;
		return path.isEmpty() ? "/" : path;
	}

	@Override
	public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			@Nullable Exception exception) {
		this.guard.afterHandshake(request, response, handler, exception);
	}

}
