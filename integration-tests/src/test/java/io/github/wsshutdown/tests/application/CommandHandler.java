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

import java.io.IOException;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import io.github.wsshutdown.servlet.InFlight;

/**
 * Runs {@link Commands} for a raw WebSocket session.
 */
public final class CommandHandler extends TextWebSocketHandler {

	private final Commands commands;

	/**
	 * Creates a handler.
	 * @param commands what runs the commands
	 */
	public CommandHandler(Commands commands) {
		this.commands = commands;
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
		this.commands.run(message.getPayload(), new SessionPeer(session));
	}

	private record SessionPeer(WebSocketSession session) implements Peer {

		/**
		 * Sends under a lock, because a raw session takes one message at a time.
		 */
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
