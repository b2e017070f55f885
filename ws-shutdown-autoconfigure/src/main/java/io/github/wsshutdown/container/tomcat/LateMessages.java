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

package io.github.wsshutdown.container.tomcat;

import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.container.WebSocketConnection;

/**
 * Takes an endpoint's message handlers away once a drain closes its session, so that
 * Tomcat discards what still comes in (RFC 6455, section 1.4). A handler that fails costs
 * the connection, and whoever replies fails then: the peer, which is sending, would see a
 * reset where it was to read the close.
 */
final class LateMessages {

	private final boolean onlyWhenTold;

	private volatile @Nullable WebSocketConnection connection;

	private volatile boolean closing;

	/**
	 * Creates what is to be done for one session.
	 * @param onlyWhenTold whether Tomcat needs the handlers to tell the endpoint of the
	 * close, as it does to destroy the decoders of an annotated one
	 */
	LateMessages(boolean onlyWhenTold) {
		this.onlyWhenTold = onlyWhenTold;
	}

	/**
	 * Is told that the session is open, and tracked if somebody does so.
	 */
	void opened(Session session) {
		if (session.getUserProperties().get(JakartaSessions.ATTRIBUTE) instanceof WebSocketConnection tracked) {
			this.connection = tracked;
		}
	}

	/**
	 * Is told that a drain is about to close the session.
	 */
	void closing(Session session) {
		this.closing = true;
		if (!this.onlyWhenTold) {
			discard(session);
		}
	}

	/**
	 * Is told that a message is coming: it is late if the drain has found nothing in
	 * flight just before.
	 */
	void coming(Session session) {
		WebSocketConnection current = this.connection;
		if (current != null && current.isLeaving() && !this.closing) {
			closing(session);
		}
	}

	/**
	 * Is told that the endpoint was told of the close.
	 */
	void told(Session session) {
		if (this.closing) {
			discard(session);
		}
	}

	private static void discard(Session session) {
		try {
			session.getMessageHandlers().forEach(session::removeMessageHandler);
		}
		catch (IllegalStateException ex) {
			// closed meanwhile
		}
	}

}
