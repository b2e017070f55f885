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
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.NativeTap;
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

	private final List<NativeTap> taps;

	private final List<PathPattern> excludedPaths;

	/**
	 * Creates the filter.
	 * @param gate the gate
	 * @param refusal how to answer who is refused
	 * @param taps what takes hold of the connections that are let in
	 * @param excludedPaths paths within the application that are left alone
	 */
	public GateWebFilter(Gate gate, Refusal refusal, List<NativeTap> taps, List<PathPattern> excludedPaths) {
		this.gate = gate;
		this.refusal = refusal;
		this.taps = List.copyOf(taps);
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
		return chain.filter(tap(exchange, handshake)).doFinally((signal) -> {
			if (!isToBeOpened(exchange, handshake)) {
				handshake.release();
			}
		});
	}

	private ServerWebExchange tap(ServerWebExchange exchange, Handshake handshake) {
		ServerHttpRequest request = exchange.getRequest();
		for (NativeTap tap : this.taps) {
			Object before = NativeRequests.of(request);
			Object tapped = tap.tapNative(before, handshake);
			request = (tapped != before) ? NativeRequests.replace(request, tapped) : request;
		}
		return (request != exchange.getRequest()) ? exchange.mutate().request(request).build() : exchange;
	}

	/**
	 * Tells whether a session is still to come. That of Reactor Netty has come and gone
	 * by now.
	 */
	private boolean isToBeOpened(ServerWebExchange exchange, Handshake handshake) {
		boolean opening = false;
		for (NativeTap tap : this.taps) {
			opening |= tap.isUpgrading(NativeRequests.of(exchange.getRequest()),
					ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse()), handshake);
		}
		return opening;
	}

	/**
	 * Tells a handshake by what the protocol demands, with a key (RFC 6455, section
	 * 4.2.1) or over HTTP/2 (RFC 8441).
	 */
	private static boolean isHandshake(ServerHttpRequest request) {
		HttpHeaders headers = request.getHeaders();
		if (request.getMethod().name().equals("CONNECT")) {
			return headers.getFirst("Sec-WebSocket-Version") != null;
		}
		String upgrade = headers.getFirst(HttpHeaders.UPGRADE);
		return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket")
				&& headers.getFirst("Sec-WebSocket-Key") != null;
	}

}
