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
import java.util.Map;

import org.springframework.web.socket.handler.AbstractWebSocketHandler;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.StubWire;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.FakeTimer;

/**
 * A tracked session for tests of other packages.
 */
public final class OpenedSession {

	private final StubWire wire = new StubWire();

	private final StubSession session = new StubSession();

	/**
	 * Opens a session.
	 * @param timer moves the clock that marks activity
	 * @throws Exception never
	 */
	public OpenedSession(FakeTimer timer) throws Exception {
		ConnectionRegistry registry = new ConnectionRegistry(timer);
		Admission admission = registry.tryAdmit(Handshake.WEBSOCKET, "/stomp").orElseThrow();
		Handshake handshake = new Handshake(admission, "/stomp");
		handshake.upgraded(this.wire);
		this.session.with(Handshake.ATTRIBUTE, handshake);
		new HandlerDecorator(registry, CloseLanes.on(timer, Runnable::run), List.of(), List.of())
			.decorate(new AbstractWebSocketHandler() {
			})
			.afterConnectionEstablished(this.session);
	}

	/**
	 * Returns the attributes of the session.
	 * @return the attributes
	 */
	public Map<String, Object> attributes() {
		return this.session.getAttributes();
	}

	/**
	 * Returns the connection.
	 * @return the connection
	 */
	public TrackedSession connection() {
		TrackedSession connection = TrackedSession.of(attributes());
		if (connection == null) {
			throw new IllegalStateException("Not tracked");
		}
		return connection;
	}

	/**
	 * Returns what is in flight.
	 * @return the activity
	 */
	public Activity activity() {
		return connection().activity();
	}

	/**
	 * Returns the wire.
	 * @return the wire
	 */
	public StubWire wire() {
		return this.wire;
	}

	/**
	 * Returns how often this side has closed the session.
	 * @return the number
	 */
	public int closes() {
		return this.session.closes.size();
	}

}
