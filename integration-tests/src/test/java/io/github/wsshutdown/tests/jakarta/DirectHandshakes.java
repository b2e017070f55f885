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

package io.github.wsshutdown.tests.jakarta;

import java.io.IOException;
import java.util.HashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

import io.github.wsshutdown.servlet.InFlight;
import io.github.wsshutdown.tests.application.Commands;
import io.github.wsshutdown.tests.application.Peer;

/**
 * Opens Spring sessions from a controller, where nothing knows of the handler.
 */
@Configuration(proxyBeanMethods = false)
@Import(DirectHandshakes.Controller.class)
class DirectHandshakes {

	static final String PATTERN = "/direct/{name}";

	@RestController
	static class Controller {

		private final HandshakeHandler handshakes = new DefaultHandshakeHandler();

		private final Commands commands;

		Controller(Commands commands) {
			this.commands = commands;
		}

		@GetMapping(PATTERN)
		void open(HttpServletRequest request, HttpServletResponse response) {
			this.handshakes.doHandshake(new ServletServerHttpRequest(request), new ServletServerHttpResponse(response),
					new DirectHandler(this.commands), new HashMap<>());
		}

	}

	private static final class DirectHandler extends TextWebSocketHandler {

		private final Commands commands;

		DirectHandler(Commands commands) {
			this.commands = commands;
		}

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
			this.commands.run(message.getPayload(), new DirectPeer(session));
		}

	}

	private record DirectPeer(WebSocketSession session) implements Peer {

		@Override
		public void send(String text) throws IOException {
			synchronized (this.session) {
				this.session.sendMessage(new TextMessage(text));
			}
		}

		@Override
		public void close(int code) throws IOException {
			this.session.close(new CloseStatus(code));
		}

		@Override
		public Runnable beginWork() {
			return InFlight.begin(this.session)::close;
		}

	}

}
