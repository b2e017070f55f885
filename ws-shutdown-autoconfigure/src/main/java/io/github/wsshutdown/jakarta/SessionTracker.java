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
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.websocket.Session;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

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

	private static final Log logger = LogFactory.getLog(SessionTracker.class);

	private final AtomicBoolean leftAloneTold = new AtomicBoolean();

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
			return leftAlone(handshake, endpoint);
		}
		JakartaConnection connection = new JakartaConnection(session, endpoint, handshake.isMapped(), wire, this.clock,
				this.lanes);
		connection.activity().beginHere();
		handshake.established(connection);
		return connection.activity();
	}

	/**
	 * Leaves a session alone of which it could not be seen how it ends.
	 */
	private Activity leftAlone(Handshake handshake, String endpoint) {
		handshake.release();
		if (this.leftAloneTold.compareAndSet(false, true)) {
			logger.warn("WebSocket sessions such as the one just opened at " + endpoint
					+ " are not drained: the connection below it is not one that WS Shutdown knows");
		}
		Activity uncounted = new Activity(this.clock);
		uncounted.beginHere();
		return uncounted;
	}

}
