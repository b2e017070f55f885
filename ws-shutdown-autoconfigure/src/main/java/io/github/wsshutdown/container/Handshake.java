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

package io.github.wsshutdown.container;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.Kind;

/**
 * One WebSocket handshake on its way from the gate to the handler: the reservation, and
 * the wire once the container has upgraded the connection.
 */
public final class Handshake {

	/**
	 * The kind of every WebSocket connection, whatever serves it.
	 */
	public static final Kind WEBSOCKET = new Kind("websocket");

	/**
	 * The name of the request attribute, and of the session attribute, that holds the
	 * handshake.
	 */
	public static final String ATTRIBUTE = Handshake.class.getName();

	private Admission admission;

	private @Nullable Wire wire;

	private String endpoint;

	private boolean mapped;

	private boolean claimed;

	/**
	 * Creates a handshake that was let in.
	 * @param admission the reservation
	 * @param endpoint the path of the request
	 */
	public Handshake(Admission admission, String endpoint) {
		this.admission = admission;
		this.endpoint = endpoint;
	}

	/**
	 * Replaces the reservation by one for the endpoint that was found for the request.
	 * @param admission the new reservation; the old one is released
	 * @param endpoint the endpoint pattern
	 */
	public void at(Admission admission, String endpoint) {
		Admission before;
		synchronized (this) {
			before = this.admission;
			this.admission = admission;
			this.endpoint = endpoint;
		}
		before.close();
	}

	/**
	 * Says that the endpoint is a pattern, and not just a path.
	 */
	public synchronized void mapped() {
		this.mapped = true;
	}

	/**
	 * Returns whether the endpoint is a pattern.
	 * @return whether somebody has said {@link #mapped() so}
	 */
	public synchronized boolean isMapped() {
		return this.mapped;
	}

	/**
	 * Says that the session which opens is taken care of, so that the container's adapter
	 * does not offer it to {@link JakartaSessions}. To be said before the upgrade.
	 */
	public synchronized void claim() {
		this.claimed = true;
	}

	/**
	 * Returns whether the session which opens is taken care of.
	 * @return whether somebody has {@link #claim() claimed} it
	 */
	public synchronized boolean isClaimed() {
		return this.claimed;
	}

	/**
	 * Takes note of the upgrade. If the wire ends before a connection was established,
	 * the reservation is released.
	 * @param wire the wire
	 */
	public void upgraded(Wire wire) {
		synchronized (this) {
			this.wire = wire;
		}
		wire.ended().thenRun(this::release);
	}

	/**
	 * Returns the wire.
	 * @return the wire, or {@code null} if the container did not tell of an upgrade
	 */
	public synchronized @Nullable Wire wire() {
		return this.wire;
	}

	/**
	 * Returns the endpoint.
	 * @return the pattern if it was found, else the path
	 */
	public synchronized String endpoint() {
		return this.endpoint;
	}

	/**
	 * Converts the reservation into an open connection.
	 * @param connection the connection
	 */
	public void established(Connection connection) {
		admission().established(connection);
	}

	/**
	 * Releases the reservation; no effect once established.
	 */
	public void release() {
		admission().close();
	}

	private synchronized Admission admission() {
		return this.admission;
	}

}
