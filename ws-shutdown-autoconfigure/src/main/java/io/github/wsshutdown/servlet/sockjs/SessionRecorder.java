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

import java.util.Map;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

import io.github.wsshutdown.container.Handshake;

/**
 * Enters sessions on HTTP transports by their ids, and tells their wires of the end. Sees
 * a session before the tracking does, and its end after it.
 */
final class SessionRecorder extends WebSocketHandlerDecorator {

	private final Map<String, SockJsWire> wires;

	SessionRecorder(WebSocketHandler tracked, Map<String, SockJsWire> wires) {
		super(tracked);
		this.wires = wires;
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws Exception {
		if (session.getAttributes().get(Handshake.ATTRIBUTE) instanceof Handshake handshake
				&& handshake.wire() instanceof SockJsWire wire) {
			wire.belongTo(session);
			this.wires.put(session.getId(), wire);
			wire.ended().thenRun(() -> this.wires.remove(session.getId(), wire));
		}
		super.afterConnectionEstablished(session);
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
		try {
			super.afterConnectionClosed(session, status);
		}
		finally {
			SockJsWire wire = this.wires.get(session.getId());
			if (wire != null && wire.session() == session) {
				wire.closed(status);
			}
		}
	}

}
