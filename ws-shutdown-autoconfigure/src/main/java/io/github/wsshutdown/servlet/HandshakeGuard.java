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

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.drain.Kind;

/**
 * Looks at the gate once more where the endpoint's pattern is known, and hands the
 * {@link Handshake} on from the request to the session. Stateless.
 */
public final class HandshakeGuard implements HandshakeInterceptor {

	private final Gate gate;

	private final Refusal refusal;

	/**
	 * Creates a guard.
	 * @param gate the gate
	 * @param refusal how to answer who is refused
	 */
	public HandshakeGuard(Gate gate, Refusal refusal) {
		this.gate = gate;
		this.refusal = refusal;
	}

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			Map<String, Object> attributes) {
		return letIn(Handshake.WEBSOCKET, UnaryOperator.identity(), request, response, attributes);
	}

	/**
	 * Lets a newcomer in, or answers that it is refused.
	 * @param kind what kind of connection it is going to be
	 * @param toEndpoint makes the endpoint out of the pattern that the request has
	 * matched
	 * @param request the request
	 * @param response is answered if the newcomer is refused
	 * @param attributes are given the {@link Handshake}, unless the request is excluded
	 * @return whether the newcomer may come in
	 */
	public boolean letIn(Kind kind, UnaryOperator<String> toEndpoint, ServerHttpRequest request,
			ServerHttpResponse response, Map<String, Object> attributes) {
		if (!(request instanceof ServletServerHttpRequest servletRequest)
				|| !(response instanceof ServletServerHttpResponse servletResponse)) {
			return true;
		}
		HttpServletRequest httpRequest = servletRequest.getServletRequest();
		Object attribute = httpRequest.getAttribute(Handshake.ATTRIBUTE);
		if (attribute == GateFilter.EXCLUDED) {
			return true;
		}
		String endpoint = toEndpoint.apply(endpointOf(httpRequest, attribute));
		Optional<Admission> admission = this.gate.tryAdmit(kind, endpoint);
		if (admission.isEmpty()) {
			this.refusal.answer(servletResponse.getServletResponse());
			return false;
		}
		Handshake handshake = enter(httpRequest, attribute, admission.get(), endpoint);
		if (patternOf(httpRequest) != null) {
			handshake.mapped();
		}
		handshake.claim();
		attributes.put(Handshake.ATTRIBUTE, handshake);
		return true;
	}

	private static Handshake enter(HttpServletRequest request, @Nullable Object attribute, Admission admission,
			String endpoint) {
		if (attribute instanceof Handshake handshake) {
			handshake.at(admission, endpoint);
			return handshake;
		}
		Handshake handshake = new Handshake(admission, endpoint);
		request.setAttribute(Handshake.ATTRIBUTE, handshake);
		return handshake;
	}

	private static String endpointOf(HttpServletRequest request, @Nullable Object attribute) {
		Object pattern = patternOf(request);
		if (pattern != null) {
			return pattern.toString();
		}
		return (attribute instanceof Handshake handshake) ? handshake.endpoint() : GateFilter.pathOf(request);
	}

	private static @Nullable Object patternOf(HttpServletRequest request) {
		return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
	}

	@Override
	public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			@Nullable Exception exception) {
		if (exception != null && request instanceof ServletServerHttpRequest servletRequest
				&& servletRequest.getServletRequest()
					.getAttribute(Handshake.ATTRIBUTE) instanceof Handshake handshake) {
			handshake.release();
		}
	}

}
