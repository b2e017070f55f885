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

import java.util.List;

import jakarta.websocket.Session;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;

/**
 * Makes Jakarta WebSocket sessions known to drains. Thread-safe.
 */
public final class SessionTracker implements JakartaSessions {

	private final CoarseClock clock;

	private final CloseLanes lanes;

	private final List<SessionTap> taps;

	/**
	 * Creates the tracker.
	 * @param clock the clock of the connections
	 * @param lanes runs the closes
	 * @param taps take hold of the connections of sessions that have opened
	 */
	public SessionTracker(CoarseClock clock, CloseLanes lanes, List<SessionTap> taps) {
		this.clock = clock;
		this.lanes = lanes;
		this.taps = List.copyOf(taps);
	}

	@Override
	public Activity opened(Handshake handshake, Session session, String endpoint) {
		Wire wire = SessionTap.findWire(handshake, this.taps, session);
		if (wire == null) {
			throw new IllegalStateException("The wire of " + session.getId() + " at " + endpoint + " is not known");
		}
		JakartaConnection connection = new JakartaConnection(session, endpoint, wire, this.clock, this.lanes);
		connection.activity().beginHere();
		handshake.established(connection);
		return connection.activity();
	}

}
