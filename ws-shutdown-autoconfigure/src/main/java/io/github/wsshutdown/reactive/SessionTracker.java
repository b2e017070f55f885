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

package io.github.wsshutdown.reactive;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Timer;

/**
 * Wraps handlers so that their sessions are known to drains.
 */
public final class SessionTracker {

	private final CoarseClock clock;

	private final Timer timer;

	private final CloseLanes lanes;

	private final List<SessionTap> taps;

	private final List<CountedHandlers> counted;

	/**
	 * Creates the tracker.
	 * @param clock marks activity
	 * @param timer watches over the closes
	 * @param lanes runs the closes
	 * @param taps take hold of the connections of sessions that have opened
	 * @param counted know the handlers that are not waited for
	 */
	public SessionTracker(CoarseClock clock, Timer timer, CloseLanes lanes, List<SessionTap> taps,
			List<CountedHandlers> counted) {
		this.clock = clock;
		this.timer = timer;
		this.lanes = lanes;
		this.taps = List.copyOf(taps);
		this.counted = List.copyOf(counted);
	}

	/**
	 * Wraps the handler of one session.
	 */
	WebSocketHandler track(WebSocketHandler handler, Handshake handshake, Object nativeResponse) {
		return new WebSocketHandler() {

			@Override
			public List<String> getSubProtocols() {
				return handler.getSubProtocols();
			}

			@Override
			public Mono<Void> handle(WebSocketSession session) {
				SessionConnection connection = open(session, handler, handshake, nativeResponse);
				handshake.established(connection);
				return connection.run(handler);
			}

			@Override
			public String toString() {
				return handler.toString();
			}

		};
	}

	private SessionConnection open(WebSocketSession session, WebSocketHandler handler, Handshake handshake,
			Object nativeResponse) {
		boolean completing = this.counted.stream().noneMatch((known) -> known.isCounted(handler));
		return new SessionConnection(session, handshake, wireOf(session, handshake, nativeResponse), this.clock,
				this.timer, this.lanes, completing);
	}

	/**
	 * Reactor Netty's connection is found by the response that it has upgraded.
	 */
	private Wire wireOf(WebSocketSession session, Handshake handshake, Object nativeResponse) {
		for (SessionTap tap : this.taps) {
			Wire wire = tap.wireOf(nativeResponse);
			if (wire != null) {
				return wire;
			}
		}
		Wire wire = SessionTap.findWire(handshake, this.taps, NativeSessions.of(session));
		return (wire != null) ? wire : new SessionWire(session);
	}

}
