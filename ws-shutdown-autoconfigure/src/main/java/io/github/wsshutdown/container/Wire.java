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

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;

/**
 * The transport below one connection, as its container sees it. Thread-safe.
 */
public interface Wire extends Cuttable {

	/**
	 * Returns what kind of connection this makes.
	 * @return the kind; that of a WebSocket unless it is another transport
	 */
	default Kind kind() {
		return Handshake.WEBSOCKET;
	}

	/**
	 * Is told that the peer will be asked to go, before anything is done about it. Does
	 * not block.
	 */
	default void leaving() {
	}

	/**
	 * Has the session closed as soon as its peer can be told: now, unless the transport
	 * has to wait for the peer's next request.
	 * @param departure what the peer is told
	 * @param close closes the session without blocking the caller, or on the calling
	 * thread if that is the one to do it
	 */
	default void whenReachable(Departure departure, Runnable close) {
		close.run();
	}

	/**
	 * Returns how the connection ends.
	 * @return a stage that completes once, normally, when the peer's close has arrived or
	 * the transport is gone
	 */
	CompletionStage<Outcome> ended();

	/**
	 * Prepares the session for being closed by the calling thread. Whoever closes it cuts
	 * the wire when the time is over; the container's own limit must not be shorter.
	 * @param nativeSession the container's session, if known
	 * @param writeTimeout how long writing the close may block
	 */
	void beforeClose(@Nullable Object nativeSession, Duration writeTimeout);

	/**
	 * Closes a Jakarta session where its own close would not do, unless it was closed
	 * already. May block until the close is written.
	 * @param code the status
	 * @param reason why
	 * @return {@code false} if the session's own close is to be called instead
	 * @throws IOException if the close could not be written
	 */
	default boolean closeSession(int code, String reason) throws IOException {
		return false;
	}

	/**
	 * Returns whether this side's close has been written, so that the call which closes
	 * the session is not blocked in a write any more.
	 * @return whether it has been written
	 */
	boolean isCloseWritten();

	/**
	 * Is told that the call which closes the session has returned or failed: a transport
	 * that did not survive it has ended.
	 */
	void afterClose();

	/**
	 * Is told with which status the application is told that the session is closed. A
	 * wire that sees the close itself knows better.
	 * @param code the status, perhaps one that was never sent
	 */
	default void closedWith(int code) {
	}

	/**
	 * Returns the status with which the session was closed.
	 * @return the status of the first close, if there is one, and if it is known
	 */
	default OptionalInt closeCode() {
		return OptionalInt.empty();
	}

	/**
	 * Returns the address of the peer.
	 * @return the address, or {@code null} if it is not known here, or no longer
	 */
	default @Nullable String remote() {
		return null;
	}

}
