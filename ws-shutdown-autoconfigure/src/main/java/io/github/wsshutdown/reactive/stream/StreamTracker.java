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

package io.github.wsshutdown.reactive.stream;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.ExchangeTap;
import io.github.wsshutdown.container.ExchangeWire;
import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.event.EventFormat;
import io.github.wsshutdown.event.StreamSettings;
import io.github.wsshutdown.reactive.Refusal;

/**
 * Makes streams known to drains, and turns them away while the gate is closed.
 */
public final class StreamTracker {

	/**
	 * The kind of every stream.
	 */
	static final Kind STREAM = new Kind("stream");

	private final Gate gate;

	private final CoarseClock clock;

	private final Timer timer;

	private final CloseLanes lanes;

	private final StreamSettings settings;

	private final StreamRefusal refusal;

	private final List<ExchangeTap> taps;

	/**
	 * Creates the tracker.
	 * @param gate the gate
	 * @param clock marks activity
	 * @param timer tells when the grace of an event is over
	 * @param lanes runs what may block
	 * @param settings what is a stream, and what its peers are told
	 * @param refusal how to answer who is refused, unless it is an {@code EventSource}
	 * @param taps take hold of the transport of an exchange
	 */
	public StreamTracker(Gate gate, CoarseClock clock, Timer timer, CloseLanes lanes, StreamSettings settings,
			Refusal refusal, List<ExchangeTap> taps) {
		this.gate = gate;
		this.clock = clock;
		this.timer = timer;
		this.lanes = lanes;
		this.settings = settings;
		this.refusal = new StreamRefusal(refusal, settings);
		this.taps = List.copyOf(taps);
	}

	/**
	 * Tells whether a request asks for nothing but a stream, and none is let in.
	 */
	boolean isToBeRefused(ServerWebExchange exchange) {
		if (!this.settings.areAskedFor(accept(exchange))
				|| (isEventSource(exchange) && this.refusal.isLeftToTheApplication(exchange.getRequest()))) {
			return false;
		}
		Optional<Admission> admission = this.gate.tryAdmit(STREAM, endpointOf(exchange));
		admission.ifPresent(Admission::close);
		return admission.isEmpty();
	}

	Mono<Void> refuse(ServerWebExchange exchange) {
		return this.refusal.answer(exchange.getResponse(), isEventSource(exchange));
	}

	private boolean isEventSource(ServerWebExchange exchange) {
		return isGet(exchange) && this.settings.areEventsAskedFor(accept(exchange));
	}

	private static boolean isGet(ServerWebExchange exchange) {
		return HttpMethod.GET.equals(exchange.getRequest().getMethod());
	}

	private static List<String> accept(ServerWebExchange exchange) {
		return exchange.getRequest().getHeaders().getValuesAsList(HttpHeaders.ACCEPT);
	}

	/**
	 * Returns how the events of a response are told from each other. One of a length that
	 * is known ends by itself, and so does what tells of an error.
	 * @return the format, or {@code null} if the response is no stream
	 */
	@Nullable EventFormat formatOf(ServerWebExchange exchange, ServerHttpResponse response) {
		HttpStatusCode status = response.getStatusCode();
		HttpHeaders headers = response.getHeaders();
		if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod()) || (status != null && !status.is2xxSuccessful())
				|| headers.getContentLength() >= 0) {
			return null;
		}
		EventFormat format = this.settings.formatOf(headers.getFirst(HttpHeaders.CONTENT_TYPE));
		boolean readable = headers.getFirst(HttpHeaders.CONTENT_ENCODING) == null;
		return (format == null || readable) ? format : EventFormat.UNKNOWN;
	}

	/**
	 * Lets a response in that is about to be written.
	 * @return the connection, or {@code null} if the response is refused
	 */
	@Nullable StreamConnection admit(ServerWebExchange exchange, ServerHttpResponse response, EventFormat format) {
		String endpoint = endpointOf(exchange);
		Optional<Admission> admission = this.gate.tryAdmit(STREAM, endpoint);
		if (admission.isEmpty()) {
			return null;
		}
		byte[] lastEvent = (format == EventFormat.SERVER_SENT_EVENTS) ? this.settings.lastEvent().bytes() : new byte[0];
		StreamConnection connection = new StreamConnection(exchange.getRequest(), endpoint, patternOf(exchange) != null,
				wireOf(exchange), new EventStream(format, lastEvent, response.bufferFactory(), this.clock), this.timer,
				this.lanes);
		admission.get().established(connection);
		return connection;
	}

	/**
	 * Refuses a response that is about to be written.
	 */
	Mono<Void> refuse(ServerWebExchange exchange, ServerHttpResponse response, EventFormat format) {
		return this.refusal.answer(response, isGet(exchange) && format == EventFormat.SERVER_SENT_EVENTS);
	}

	private @Nullable ExchangeWire wireOf(ServerWebExchange exchange) {
		Object nativeRequest = nativeRequest(exchange.getRequest());
		if (nativeRequest == null) {
			return null;
		}
		for (ExchangeTap tap : this.taps) {
			ExchangeWire wire = tap.wireOf(nativeRequest);
			if (wire != null) {
				return wire;
			}
		}
		return null;
	}

	/**
	 * Returns the server's request; there is none in a test without a server.
	 */
	private static @Nullable Object nativeRequest(ServerHttpRequest request) {
		try {
			return ServerHttpRequestDecorator.getNativeRequest(request);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			return null;
		}
	}

	private static @Nullable Object patternOf(ServerWebExchange exchange) {
		return exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
	}

	private static String endpointOf(ServerWebExchange exchange) {
		Object pattern = patternOf(exchange);
		return (pattern != null) ? pattern.toString() : exchange.getRequest().getPath().pathWithinApplication().value();
	}

}
