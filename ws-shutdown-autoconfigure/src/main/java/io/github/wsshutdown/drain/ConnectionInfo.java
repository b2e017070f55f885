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

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who a connection is.
 * <p>
 * The first four facts are stored; the others are read from the transport each time they
 * are asked for and may be {@code null}, so that an idle connection costs no memory for
 * them.
 */
public interface ConnectionInfo {

	/**
	 * Returns an identifier that is unique in this process.
	 * @return the identifier
	 */
	String id();

	/**
	 * Returns the kind of connection.
	 * @return the kind
	 */
	Kind kind();

	/**
	 * Returns the pattern under which the endpoint is mapped, or the path of the request
	 * where no pattern is known.
	 * @return the endpoint
	 */
	String endpoint();

	/**
	 * Returns whether the endpoint is known to be a pattern. There are as many of these
	 * as the application has mapped, but as many paths as clients think of.
	 * @return whether it is a pattern
	 */
	default boolean isEndpointPattern() {
		return true;
	}

	/**
	 * Returns when the connection was established.
	 * @return the time of establishment
	 */
	Instant since();

	/**
	 * Returns the name of the authenticated user.
	 * @return the user's name, or {@code null}
	 */
	default @Nullable String user() {
		return null;
	}

	/**
	 * Returns the address of the peer.
	 * @return the address, or {@code null}
	 */
	default @Nullable String remote() {
		return null;
	}

	/**
	 * Returns the protocol agreed on within the connection, or else what is known to be
	 * spoken there, such as {@code stomp} within SockJS.
	 * @return the protocol, or {@code null}
	 */
	default @Nullable String protocol() {
		return null;
	}

}
