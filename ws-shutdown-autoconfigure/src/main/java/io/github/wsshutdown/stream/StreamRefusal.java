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

package io.github.wsshutdown.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

import io.github.wsshutdown.event.EventFormat;
import io.github.wsshutdown.event.EventSourceRefusal;
import io.github.wsshutdown.event.LastEvent;
import io.github.wsshutdown.event.StreamSettings;

/**
 * How a newcomer is turned away that asks for a stream: {@code 503} with
 * {@code Retry-After} (RFC 9110, sections 15.6.4 and 10.2.3), or what an
 * {@code EventSource} understands; and the end of the HTTP connection.
 *
 * @param retryAfter when it is worth trying again; told in whole seconds, rounded up
 * @param settings what an {@code EventSource} is told
 */
public record StreamRefusal(Duration retryAfter, StreamSettings settings) {

	void answer(HttpServletRequest request, List<String> accept, HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.CONNECTION, "close");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		boolean eventSource = "GET".equals(request.getMethod()) && this.settings.areEventsAskedFor(accept);
		switch (eventSource ? this.settings.refusal() : EventSourceRefusal.UNAVAILABLE) {
			case UNAVAILABLE -> {
				response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
				long seconds = this.retryAfter.plusSeconds(1).minusNanos(1).toSeconds();
				response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
			}
			case NO_CONTENT -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
			case RETRY -> retry(response);
		}
	}

	/**
	 * Tells whether a request goes to the application although it will be refused. An
	 * {@code EventSource} of another origin takes a response without the headers that
	 * allow it for final (Fetch standard, section 3.2), and those the application knows.
	 */
	boolean isLeftToTheApplication(HttpServletRequest request) {
		return this.settings.refusal() == EventSourceRefusal.RETRY && request.getHeader(HttpHeaders.ORIGIN) != null;
	}

	private void retry(HttpServletResponse response) throws IOException {
		byte[] content = new LastEvent(null, null, this.settings.lastEvent().retry()).bytes();
		response.setContentType(EventFormat.EVENT_STREAM);
		response.setContentLength(content.length);
		response.getOutputStream().write(content);
	}

}
