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

package io.github.wsshutdown.reactive;

import java.util.Optional;

import org.springframework.context.Lifecycle;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.drain.Admission;

/**
 * Looks at the gate once more where the endpoint's pattern is known, and has the session
 * tracked that comes of the handshake.
 */
final class TrackingWebSocketService implements WebSocketService, Lifecycle {

	/**
	 * Marks a request whose session is not to be tracked.
	 */
	static final Object EXCLUDED = new Object();

	private final WebSocketService delegate;

	private final WebSocketTracking tracking;

	TrackingWebSocketService(WebSocketService delegate, WebSocketTracking tracking) {
		this.delegate = delegate;
		this.tracking = tracking;
	}

	@Override
	public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
		Object attribute = exchange.getAttribute(Handshake.ATTRIBUTE);
		if (!(attribute instanceof Handshake handshake)) {
			return this.delegate.handleRequest(exchange, handler);
		}
		Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		String endpoint = (pattern != null) ? pattern.toString() : handshake.endpoint();
		Optional<Admission> admission = this.tracking.gate().tryAdmit(Handshake.WEBSOCKET, endpoint);
		if (admission.isEmpty()) {
			return this.tracking.refusal().answer(exchange.getResponse());
		}
		handshake.at(admission.get(), endpoint);
		if (pattern != null) {
			handshake.mapped();
		}
		handshake.claim();
		Object nativeResponse = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
		return this.delegate.handleRequest(exchange, this.tracking.tracker().track(handler, handshake, nativeResponse));
	}

	@Override
	public void start() {
		if (this.delegate instanceof Lifecycle lifecycle) {
			lifecycle.start();
		}
	}

	@Override
	public void stop() {
		if (this.delegate instanceof Lifecycle lifecycle) {
			lifecycle.stop();
		}
	}

	@Override
	public boolean isRunning() {
		return this.delegate instanceof Lifecycle lifecycle && lifecycle.isRunning();
	}

}
