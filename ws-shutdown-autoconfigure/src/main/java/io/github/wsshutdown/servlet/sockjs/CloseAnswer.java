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

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.sockjs.frame.SockJsFrame;
import org.springframework.web.socket.sockjs.transport.TransportType;

import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.servlet.SockJsReason;

/**
 * A response that is nothing but a close frame. Spring's own says {@code 3000}, whatever
 * a session was closed with.
 */
final class CloseAnswer {

	private CloseAnswer() {
	}

	/**
	 * Tells whether a client of a transport understands such a response. One of
	 * {@code htmlfile} needs a whole page.
	 */
	static boolean isFor(TransportType type) {
		return type != TransportType.HTML_FILE;
	}

	static void write(TransportType type, Departure departure, HttpServletResponse response) throws IOException {
		String frame = SockJsFrame
			.closeFrame(departure.code().orElse(CloseStatus.GOING_AWAY.getCode()), SockJsReason.of(departure.reason()))
			.getContent();
		boolean event = type == TransportType.EVENT_SOURCE;
		byte[] content = (event ? "data: " + frame + "\r\n\r\n" : frame + "\n").getBytes(SockJsFrame.CHARSET);
		response.setContentType(event ? "text/event-stream;charset=UTF-8" : "application/javascript;charset=UTF-8");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-cache, must-revalidate, max-age=0");
		response.setContentLength(content.length);
		response.getOutputStream().write(content);
		response.flushBuffer();
	}

}
