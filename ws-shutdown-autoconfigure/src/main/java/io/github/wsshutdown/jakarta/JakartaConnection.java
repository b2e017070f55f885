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

package io.github.wsshutdown.jakarta;

import java.io.IOException;
import java.security.Principal;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.container.WebSocketConnection;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Departure;

/**
 * A Jakarta WebSocket session as a connection.
 */
final class JakartaConnection extends WebSocketConnection {

	private final Session session;

	private final boolean mapped;

	JakartaConnection(Session session, String endpoint, boolean mapped, Wire wire, CoarseClock clock,
			CloseLanes lanes) {
		super(endpoint, wire, clock, lanes);
		this.session = session;
		this.mapped = mapped;
		session.getUserProperties().put(JakartaSessions.ATTRIBUTE, this);
	}

	@Override
	protected void close(Departure departure) throws IOException {
		int code = departure.code().orElse(CloseCodes.GOING_AWAY.getCode());
		if (!wire().closeSession(code, departure.reason()) && this.session.isOpen()) {
			this.session.close(new CloseReason(CloseCodes.getCloseCode(code), departure.reason()));
		}
	}

	@Override
	protected Object nativeSession() {
		return this.session;
	}

	@Override
	public String id() {
		return this.session.getId();
	}

	@Override
	public boolean isEndpointPattern() {
		return this.mapped;
	}

	@Override
	public @Nullable String user() {
		try {
			Principal principal = this.session.getUserPrincipal();
			return (principal != null) ? principal.getName() : null;
		}
		catch (IllegalStateException ex) {
			return null;
		}
	}

	@Override
	public @Nullable String remote() {
		return wire().remote();
	}

	@Override
	public @Nullable String protocol() {
		try {
			String protocol = this.session.getNegotiatedSubprotocol();
			return (protocol == null || protocol.isEmpty()) ? null : protocol;
		}
		catch (IllegalStateException ex) {
			return null;
		}
	}

}
