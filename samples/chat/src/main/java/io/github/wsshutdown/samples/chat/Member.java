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

package io.github.wsshutdown.samples.chat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.MultiValueMap;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.SessionLimitExceededException;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Somebody in a room, who may be sent to from any thread.
 */
record Member(WebSocketSession session, String room, String name) implements Listener {

	private static final Logger logger = LoggerFactory.getLogger(Member.class);

	private static final int SEND_TIME_LIMIT_MILLIS = 10_000;

	private static final int BUFFER_SIZE_LIMIT_BYTES = 512 * 1024;

	/**
	 * The member behind a session opened with {@code /chat?room=tea&name=Ada}.
	 */
	static Member of(WebSocketSession session) {
		WebSocketSession concurrent = new ConcurrentWebSocketSessionDecorator(session, SEND_TIME_LIMIT_MILLIS,
				BUFFER_SIZE_LIMIT_BYTES);
		return new Member(concurrent, parameter(session, "room", "lobby"), parameter(session, "name", "guest"));
	}

	private static String parameter(WebSocketSession session, String name, String fallback) {
		URI uri = session.getUri();
		if (uri == null) {
			return fallback;
		}
		MultiValueMap<String, String> parameters = UriComponentsBuilder.fromUri(uri).build().getQueryParams();
		String value = parameters.getFirst(name);
		return (value != null) ? UriUtils.decode(value, StandardCharsets.UTF_8) : fallback;
	}

	@Override
	public void send(String line) {
		try {
			this.session.sendMessage(new TextMessage(line));
		}
		catch (SessionLimitExceededException ex) {
			logger.warn("{} does not read: {}", this.name, ex.getMessage());
			dismiss(ex);
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("{} is gone", this.name, ex);
		}
	}

	private void dismiss(SessionLimitExceededException ex) {
		try {
			this.session.close((ex.getStatus() != null) ? ex.getStatus() : CloseStatus.SESSION_NOT_RELIABLE);
		}
		catch (IOException closing) {
			logger.debug("{} could not be told to go", this.name, closing);
		}
	}

}
