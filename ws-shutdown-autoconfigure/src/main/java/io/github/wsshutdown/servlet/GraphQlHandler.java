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

package io.github.wsshutdown.servlet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Timer;

/**
 * Stands around Spring's GraphQL handler, which sends what operations and subscriptions
 * emit on a thread of its own for each session: lets it send what it has before the
 * session is closed, and keeps it from trying to afterwards.
 */
final class GraphQlHandler extends WebSocketHandlerDecorator {

	private static final Log logger = LogFactory.getLog(GraphQlHandler.class);

	private static final TextMessage PING = new TextMessage("{\"type\":\"ping\"}");

	private final Timer timer;

	GraphQlHandler(WebSocketHandler delegate, Timer timer) {
		super(delegate);
		this.timer = timer;
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws Exception {
		SessionConnection connection = SessionConnection.of(session);
		super.afterConnectionEstablished((connection != null)
				? GraphQlSession.open(session, connection, (departure) -> flush(session, departure)) : session);
	}

	/**
	 * Has the handler answer a ping that never came from the peer: it does so in turn
	 * with everything else it sends, so whatever was emitted before is sent by then. A
	 * subscription that never pauses would not let it: after half of the time that the
	 * close may take, what is left is dropped.
	 */
	private CompletionStage<?> flush(WebSocketSession session, Departure departure) {
		CompletableFuture<Void> flushed = new CompletableFuture<>();
		Timer.Cancellable alarm = this.timer.schedule(departure.writeTimeout().dividedBy(2),
				() -> flushed.complete(null));
		try {
			super.handleMessage(new AnswerAwaitingSession(session, flushed), PING);
		}
		catch (Exception ex) {
			logger.debug("Session " + session.getId() + " has ended before what is left could be sent", ex);
			flushed.complete(null);
		}
		return flushed.whenComplete((done, failure) -> alarm.cancel());
	}

	/**
	 * Hands the message on unless the session is about to be closed: nobody would get the
	 * answer, so the operation is better not begun.
	 */
	@Override
	public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
		GraphQlSession tracked = GraphQlSession.of(session.getAttributes());
		if (tracked == null) {
			super.handleMessage(session, message);
		}
		else if (!tracked.isLeaving()) {
			try {
				super.handleMessage(tracked, message);
			}
			finally {
				tracked.handled();
			}
		}
	}

	/**
	 * Takes the answer to the ping in the place of the peer.
	 */
	private static final class AnswerAwaitingSession extends WebSocketSessionDecorator {

		private final CompletableFuture<Void> answered;

		AnswerAwaitingSession(WebSocketSession delegate, CompletableFuture<Void> answered) {
			super(delegate);
			this.answered = answered;
		}

		@Override
		public void sendMessage(WebSocketMessage<?> message) {
			this.answered.complete(null);
		}

		@Override
		public void close(CloseStatus status) {
			this.answered.complete(null);
		}

	}

}
