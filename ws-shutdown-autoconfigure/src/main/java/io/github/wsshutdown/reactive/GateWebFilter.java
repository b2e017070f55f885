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

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.Gate;

/**
 * Lets a WebSocket handshake pass only while the {@link Gate} is open, and answers 503
 * otherwise. Stands before every other filter, so that nothing of the application runs
 * for a handshake that is refused.
 */
public final class GateWebFilter implements WebFilter, PriorityOrdered {

	private final Gate gate;

	private final Refusal refusal;

	private final List<PathPattern> excludedPaths;

	/**
	 * Creates the filter.
	 * @param gate the gate
	 * @param refusal how to answer who is refused
	 * @param excludedPaths paths within the application that are left alone
	 */
	public GateWebFilter(Gate gate, Refusal refusal, List<PathPattern> excludedPaths) {
		this.gate = gate;
		this.refusal = refusal;
		this.excludedPaths = List.copyOf(excludedPaths);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return isHandshake(exchange.getRequest()) ? filterHandshake(exchange, chain) : chain.filter(exchange);
	}

	private Mono<Void> filterHandshake(ServerWebExchange exchange, WebFilterChain chain) {
		PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
		if (this.excludedPaths.stream().anyMatch((pattern) -> pattern.matches(path))) {
			exchange.getAttributes().put(Handshake.ATTRIBUTE, TrackingWebSocketService.EXCLUDED);
			return chain.filter(exchange);
		}
		Optional<Admission> admission = this.gate.tryAdmit(Handshake.WEBSOCKET, path.value());
		if (admission.isEmpty()) {
			return this.refusal.answer(exchange.getResponse());
		}
		Handshake handshake = new Handshake(admission.get(), path.value());
		exchange.getAttributes().put(Handshake.ATTRIBUTE, handshake);
		return chain.filter(exchange).doFinally((signal) -> releaseUnlessUpgraded(exchange, handshake));
	}

	/**
	 * Releases a handshake that came to nothing. A servlet container opens the connection
	 * later than this, and Reactor Netty has opened it by now.
	 */
	private static void releaseUnlessUpgraded(ServerWebExchange exchange, Handshake handshake) {
		if (handshake.wire() == null && exchange.getResponse().getStatusCode() != HttpStatus.SWITCHING_PROTOCOLS) {
			handshake.release();
		}
	}

	private static boolean isHandshake(ServerHttpRequest request) {
		String upgrade = request.getHeaders().getFirst(HttpHeaders.UPGRADE);
		return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
	}

}
