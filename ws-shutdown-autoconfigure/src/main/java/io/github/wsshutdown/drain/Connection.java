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

package io.github.wsshutdown.drain;

import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/**
 * One long-lived connection, as much of it as a drain needs.
 * <p>
 * Implementations are thread-safe. {@link #leave} and {@link #terminate} are called from
 * a thread that serves every connection, so they hand over whatever may block.
 */
public interface Connection {

	/**
	 * Returns who this is.
	 * @return the facts that do not change while the connection is open
	 */
	ConnectionInfo info();

	/**
	 * Returns what the application is doing on this connection.
	 * @return the counter of messages in flight
	 */
	Activity activity();

	/**
	 * Runs the callback when the peer may be asked to go: now, on the calling thread, or
	 * on the one that ends the last piece of work waited for. By default that is when
	 * nothing is in flight. An implementation may call earlier: as soon as nothing is in
	 * flight that was so at the time of the call. It then finishes, when it is asked to
	 * leave, what is in flight by that time.
	 * @param callback what to run; must not block, and may be run more than once
	 */
	default void whenQuiet(Runnable callback) {
		activity().whenIdle(callback);
	}

	/**
	 * Asks the peer to go. Never blocks, idempotent: only the first call counts.
	 * @param departure what to tell the peer, and how long writing it may take
	 */
	void leave(Departure departure);

	/**
	 * Cuts this connection and no other. Never blocks, idempotent. {@link #ended()}
	 * completes soon after.
	 */
	void terminate();

	/**
	 * Returns how this connection ends. This is the only truth about it: it completes,
	 * exactly once and normally, when the peer has answered or the transport is gone,
	 * never because something was written.
	 * @return a stage that completes with the outcome
	 */
	CompletionStage<Outcome> ended();

	/**
	 * Returns the status with which this connection was closed: that of the first close
	 * that either side has sent. A WebSocket that was closed without a status has 1005,
	 * one that has ended without a close 1006 (RFC 6455, section 7.1.5).
	 * @return the status; empty for kinds that have none, where it is not known, and
	 * until the connection is closed
	 */
	default OptionalInt closeCode() {
		return OptionalInt.empty();
	}

}
