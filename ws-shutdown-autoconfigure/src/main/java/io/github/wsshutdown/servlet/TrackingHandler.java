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

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.CoarseClock;

/**
 * Tracks the sessions of one handler, and each call of the handler as a piece of work in
 * flight. Not final: the application may have its beans proxied.
 */
class TrackingHandler extends WebSocketHandlerDecorator {

	private static final Log logger = LogFactory.getLog(TrackingHandler.class);

	private static final AtomicBoolean UNKNOWN_CONTAINER_TOLD = new AtomicBoolean();

	private final CoarseClock clock;

	private final CloseLanes lanes;

	private final List<SessionTap> taps;

	TrackingHandler(WebSocketHandler delegate, CoarseClock clock, CloseLanes lanes, List<SessionTap> taps) {
		super(delegate);
		this.clock = clock;
		this.lanes = lanes;
		this.taps = taps;
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws Exception {
		Object attribute = session.getAttributes().remove(Handshake.ATTRIBUTE);
		if (!(attribute instanceof Handshake handshake)) {
			super.afterConnectionEstablished(session);
			return;
		}
		SessionConnection connection = new SessionConnection(session, handshake, wireOf(session, handshake), this.clock,
				this.lanes, Speech.of(getLastHandler(), session));
		session.getAttributes().put(SessionConnection.ATTRIBUTE, connection);
		connection.activity().beginHere();
		try {
			handshake.established(connection);
			super.afterConnectionEstablished(session);
		}
		finally {
			connection.activity().endHere();
		}
	}

	private Wire wireOf(WebSocketSession session, Handshake handshake) {
		Wire wire = SessionTap.findWire(handshake, this.taps, SessionConnection.nativeSession(session));
		if (wire != null) {
			return wire;
		}
		if (UNKNOWN_CONTAINER_TOLD.compareAndSet(false, true)) {
			logger.warn("This web server is not one that WS Shutdown knows below the WebSocket API: sessions get their "
					+ "close frame, but whether the peer answers is not seen, and nobody can be cut");
		}
		return new CallbackWire();
	}

	@Override
	public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
		SessionConnection connection = SessionConnection.of(session);
		// Runs already for a handler that was decorated twice, in a way that did not show
		if (connection == null || connection.activity().isRunningHere()) {
			super.handleMessage(session, message);
			return;
		}
		connection.activity().beginHere();
		try {
			if (!connection.isDiscarding()) {
				super.handleMessage(session, message);
			}
		}
		catch (Exception ex) {
			if (!connection.isCut() && !connection.isLeaving()) {
				throw ex;
			}
			tellFailureAfterTheEnd(connection, ex);
		}
		finally {
			connection.activity().endHere();
		}
	}

	/**
	 * Tells of a handler that failed on a session which the drain has closed, most likely
	 * because of that. Spring would log an error with a stack trace and close the session
	 * once more. Who was cut is named in the drain's own warning.
	 */
	private static void tellFailureAfterTheEnd(SessionConnection connection, Exception ex) {
		if (!connection.isCut()) {
			logger.warn("A message was still being handled when the drain closed its session " + connection.id()
					+ ", and failed with " + ex.getClass().getName());
		}
		logger.debug("Handler failed after the end of " + connection, ex);
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus closeStatus) throws Exception {
		SessionConnection connection = SessionConnection.of(session);
		if (connection == null) {
			super.afterConnectionClosed(session, closeStatus);
			return;
		}
		connection.closing(closeStatus);
		// The handler may have closed the session itself, and is then still running
		boolean begun = connection.activity().beginHereUnlessNested();
		try {
			super.afterConnectionClosed(session, closeStatus);
		}
		finally {
			if (begun) {
				connection.activity().endHere();
			}
			connection.closed(closeStatus);
		}
	}

}
