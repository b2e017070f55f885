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

package io.github.wsshutdown.tests.stomp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

import io.github.wsshutdown.tests.application.Trouble;

/**
 * Keeps the sessions below STOMP, as an application does that wants to close them, and
 * makes {@link Trouble} for them.
 */
final class StompSessions implements WebSocketHandlerDecoratorFactory {

	private static final String QUERY = "query";

	private final Trouble trouble;

	private final Map<String, WebSocketSession> sessions = new ConcurrentHashMap<>();

	private final AtomicInteger received = new AtomicInteger();

	StompSessions(Trouble trouble) {
		this.trouble = trouble;
	}

	/**
	 * Returns how many messages the clients have sent.
	 */
	int received() {
		return this.received.get();
	}

	WebSocketSession get(String id) {
		return this.sessions.get(id);
	}

	@Override
	public WebSocketHandler decorate(WebSocketHandler handler) {
		return new WebSocketHandlerDecorator(handler) {

			@Override
			public void afterConnectionEstablished(WebSocketSession session) throws Exception {
				StompSessions.this.sessions.put(session.getId(), session);
				if (session.getUri() != null && session.getUri().getQuery() != null) {
					session.getAttributes().put(QUERY, session.getUri().getQuery());
				}
				make("open", session.getAttributes());
				super.afterConnectionEstablished(session);
			}

			@Override
			public void handleTransportError(WebSocketSession session, Throwable exception) throws Exception {
				super.handleTransportError(session, exception);
				make("error", session.getAttributes());
			}

			@Override
			public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
				super.afterConnectionClosed(session, status);
				StompSessions.this.sessions.remove(session.getId());
				make("close", session.getAttributes());
			}

		};
	}

	/**
	 * Returns what makes trouble when a client sends a message.
	 */
	ChannelInterceptor troublemaker() {
		return new ChannelInterceptor() {

			@Override
			public Message<?> preSend(Message<?> message, MessageChannel channel) {
				if (SimpMessageHeaderAccessor.getMessageType(message.getHeaders()) == SimpMessageType.MESSAGE) {
					StompSessions.this.received.incrementAndGet();
					make("message", SimpMessageHeaderAccessor.getSessionAttributes(message.getHeaders()));
				}
				return message;
			}

		};
	}

	private void make(String callback, Map<String, Object> attributes) {
		if (attributes.get(QUERY) instanceof String query) {
			this.trouble.make(callback, query);
		}
	}

}
