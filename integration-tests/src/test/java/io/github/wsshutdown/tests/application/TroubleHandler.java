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

package io.github.wsshutdown.tests.application;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * Makes {@link Trouble} for a raw WebSocket session.
 */
final class TroubleHandler extends TextWebSocketHandler {

	private final Trouble trouble;

	TroubleHandler(Trouble trouble) {
		this.trouble = trouble;
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) {
		make("open", session);
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage message) {
		make("message", session);
	}

	@Override
	public void handleTransportError(WebSocketSession session, Throwable exception) {
		make("error", session);
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		make("close", session);
	}

	private void make(String callback, WebSocketSession session) {
		if (session.getUri() != null) {
			this.trouble.make(callback, session.getUri().getQuery());
		}
	}

}
