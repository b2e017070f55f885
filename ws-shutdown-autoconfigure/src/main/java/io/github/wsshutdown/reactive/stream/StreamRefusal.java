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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.event.EventFormat;
import io.github.wsshutdown.event.EventSourceRefusal;
import io.github.wsshutdown.event.LastEvent;
import io.github.wsshutdown.event.StreamSettings;
import io.github.wsshutdown.reactive.Refusal;

/**
 * How a new stream is turned away.
 *
 * @param refusal the answer to all but an {@code EventSource}
 * @param settings says how to answer an {@code EventSource}
 */
record StreamRefusal(Refusal refusal, StreamSettings settings) {

	private static final List<String> OF_BODY = List.of(HttpHeaders.CONTENT_LENGTH, HttpHeaders.CONTENT_ENCODING,
			HttpHeaders.ETAG);

	/**
	 * Tells whether an {@code EventSource} goes to the application although it will be
	 * refused. One of another origin takes a response without the headers that allow it
	 * for final (Fetch standard, section 3.2), and those the application knows.
	 */
	boolean isLeftToTheApplication(ServerHttpRequest request) {
		return this.settings.refusal() == EventSourceRefusal.RETRY
				&& request.getHeaders().getFirst(HttpHeaders.ORIGIN) != null;
	}

	/**
	 * Answers in place of the application, unless it has begun to answer.
	 */
	Mono<Void> answer(ServerHttpResponse response, boolean eventSource) {
		if (response.isCommitted()) {
			return Mono.empty();
		}
		forgetBody(response.getHeaders());
		if (!eventSource || this.settings.refusal() == EventSourceRefusal.UNAVAILABLE) {
			response.getHeaders().setContentType(null);
			return this.refusal.answer(response);
		}
		response.getHeaders().set(HttpHeaders.CONNECTION, "close");
		if (this.settings.refusal() == EventSourceRefusal.NO_CONTENT) {
			response.getHeaders().setContentType(null);
			response.setStatusCode(HttpStatus.NO_CONTENT);
			return response.setComplete();
		}
		response.setStatusCode(HttpStatus.OK);
		response.getHeaders().set(HttpHeaders.CONTENT_TYPE, EventFormat.EVENT_STREAM);
		response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
		byte[] content = new LastEvent(null, null, this.settings.lastEvent().retry()).bytes();
		response.getHeaders().setContentLength(content.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(content)));
	}

	/**
	 * Drops what the application said of its own body. That goes by what is in Framework
	 * 6 and 7 alike, which removing a header is not.
	 */
	private static void forgetBody(HttpHeaders headers) {
		Map<String, List<String>> kept = new LinkedHashMap<>();
		headers.forEach((name, values) -> {
			if (OF_BODY.stream().noneMatch(name::equalsIgnoreCase)) {
				kept.put(name, List.copyOf(values));
			}
		});
		headers.clear();
		kept.forEach(headers::addAll);
	}

}
