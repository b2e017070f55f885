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

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import org.springframework.web.socket.sockjs.transport.SockJsSession;

/**
 * Tells what is spoken on a session for which no sub-protocol was agreed on, as none ever
 * is within SockJS.
 */
final class Speech {

	private static final String STOMP = "stomp";

	private static final String SOCKJS = "sockjs";

	private Speech() {
	}

	/**
	 * Returns what is spoken.
	 * @param handler what handles the messages, without its decorators
	 * @param session the session
	 * @return {@code stomp}, else {@code sockjs} within SockJS on any transport, or
	 * {@code null} if that is not known
	 */
	static @Nullable String of(WebSocketHandler handler, WebSocketSession session) {
		if (handler instanceof SubProtocolCapable capable && isStomp(capable.getSubProtocols())) {
			return STOMP;
		}
		return (WebSocketSessionDecorator.unwrap(session) instanceof SockJsSession) ? SOCKJS : null;
	}

	private static boolean isStomp(List<String> protocols) {
		return !protocols.isEmpty() && protocols.stream().allMatch((protocol) -> protocol.endsWith(".stomp"));
	}

}
