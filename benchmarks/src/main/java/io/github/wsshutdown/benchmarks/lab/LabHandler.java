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

package io.github.wsshutdown.benchmarks.lab;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * Knows its sessions as the usual handler of an application does. A session that sends
 * anything is written to, by a thread of its own, until that thread is stuck.
 */
final class LabHandler extends TextWebSocketHandler {

	private static final TextMessage BULK = new TextMessage("x".repeat(64 * 1024));

	private static final String NUMBER = LabHandler.class.getName();

	private final AtomicInteger established = new AtomicInteger();

	private final LongAdder written = new LongAdder();

	private final Map<Integer, WebSocketSession> sessions = new ConcurrentSkipListMap<>();

	@Override
	public void afterConnectionEstablished(WebSocketSession session) {
		int number = this.established.incrementAndGet();
		session.getAttributes().put(NUMBER, number);
		this.sessions.put(number, session);
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage message) {
		Thread writer = new Thread(() -> writeUntilStuck(session), "writer");
		writer.setDaemon(true);
		writer.start();
	}

	private void writeUntilStuck(WebSocketSession session) {
		try {
			while (session.isOpen()) {
				session.sendMessage(BULK);
				this.written.increment();
			}
		}
		catch (IOException | IllegalStateException ex) {
			// that is how it ends
		}
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		this.sessions.remove((Integer) session.getAttributes().get(NUMBER));
	}

	/**
	 * Returns how many messages the writers have written.
	 */
	long written() {
		return this.written.sum();
	}

	int open() {
		return this.sessions.size();
	}

	/**
	 * Returns the sessions in the order in which they were established.
	 */
	Collection<WebSocketSession> sessions() {
		return this.sessions.values();
	}

}
