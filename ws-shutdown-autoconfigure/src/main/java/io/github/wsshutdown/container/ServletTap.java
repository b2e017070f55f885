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

import jakarta.servlet.http.HttpServletRequest;

/**
 * Takes hold of the connection that a WebSocket handshake turns into.
 */
@FunctionalInterface
public interface ServletTap {

	/**
	 * Wraps a handshake request.
	 * @param request the request
	 * @param handshake is given the wire if the container upgrades the connection, and is
	 * released once the container has opened the session, or failed to; never told
	 * anything by a container that this tap does not know
	 * @return the request to pass on
	 */
	HttpServletRequest tap(HttpServletRequest request, Handshake handshake);

	/**
	 * Returns whether this container's sessions that nobody has claimed are offered to
	 * {@link JakartaSessions}.
	 * @return whether they are
	 */
	default boolean offersJakartaSessions() {
		return false;
	}

	/**
	 * Is told that the application is done with a handshake request, or has failed.
	 * @param request the request, as it was before it was wrapped
	 * @param handshake the same as before
	 */
	default void handled(HttpServletRequest request, Handshake handshake) {
	}

}
