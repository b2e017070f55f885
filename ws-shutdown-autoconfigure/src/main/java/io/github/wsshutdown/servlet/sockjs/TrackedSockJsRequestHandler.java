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
import java.util.Map;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.sockjs.SockJsService;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.socket.sockjs.transport.TransportType;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.ResponseTap;
import io.github.wsshutdown.servlet.InFlight;

/**
 * Spring's request handler once more, with a tracked handler and an eye on the requests
 * of HTTP transports. Not final: the application may have its beans proxied.
 */
class TrackedSockJsRequestHandler extends SockJsHttpRequestHandler {

	private final Map<String, SockJsWire> wires;

	TrackedSockJsRequestHandler(SockJsService service, WebSocketHandler tracked, Map<String, SockJsWire> wires) {
		super(service, new SessionRecorder(tracked, wires));
		this.wires = wires;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		TransportRequest transport = TransportRequest.of(request);
		if (transport == null) {
			super.handleRequest(request, response);
			return;
		}
		request.setAttribute(ResponseTap.CLAIMED, this);
		SockJsWire wire = this.wires.get(transport.sessionId());
		if (transport.type() == TransportType.XHR_SEND) {
			handleMessages(wire, request, response);
		}
		else if (wire == null || !wire.answer(transport.type(), response)) {
			Exchange exchange = new Exchange(request, response, wire);
			handleExchange(exchange);
			if (wire != null && !exchange.isStarted()) {
				wire.answerClosed(transport.type(), response);
			}
		}
	}

	/**
	 * Passes messages on: all that are in one request, before the session is closed.
	 */
	private void handleMessages(@Nullable SockJsWire wire, HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		WebSocketSession session = (wire != null) ? wire.session() : null;
		InFlight work = (session != null) ? InFlight.begin(session) : null;
		try {
			super.handleRequest(request, response);
		}
		finally {
			if (work != null) {
				work.close();
			}
		}
	}

	private void handleExchange(Exchange exchange) throws ServletException, IOException {
		try {
			super.handleRequest(exchange, exchange.response());
		}
		finally {
			// A new session has been established by now, or will never be
			if (exchange.getAttribute(Handshake.ATTRIBUTE) instanceof Handshake handshake) {
				handshake.release();
			}
			exchange.handled();
		}
	}

}
