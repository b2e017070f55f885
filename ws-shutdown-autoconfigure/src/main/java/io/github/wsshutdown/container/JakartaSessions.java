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

import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.Connection;

/**
 * Takes up the Jakarta WebSocket sessions that nobody else tracks: those of
 * {@code @ServerEndpoint} classes and of a programmatic {@code ServerEndpointConfig}. It
 * is for a container's adapter to tell of them.
 */
public interface JakartaSessions {

	/**
	 * The name of the user property that holds the connection of a session.
	 */
	String ATTRIBUTE = JakartaSessions.class.getName();

	/**
	 * Makes a session a connection. To be called at most once for a session, on the
	 * thread that opens it, if its handshake is not {@link Handshake#isClaimed()
	 * claimed}; before the endpoint's {@code onOpen}, where the container lets that be.
	 * The wire is that of the handshake, or is asked of a {@link SessionTap}. Does not
	 * block.
	 * @param handshake what the session has come from
	 * @param session the session
	 * @param endpoint the path of the endpoint's configuration, a URI template if the
	 * handshake says that it is {@link Handshake#isMapped() mapped}
	 * @return counts the calls of the endpoint and its message handlers, each of which
	 * the adapter encloses in {@link Activity#beginHere()} and {@link Activity#endHere()}
	 * on the calling thread. One piece of work has begun here already, for the call of
	 * {@code onOpen}: the adapter ends it afterwards, and in any case
	 */
	Activity opened(Handshake handshake, Session session, String endpoint);

	/**
	 * Finds what counts the work for a session.
	 * @param session the session
	 * @return the counter, or {@code null} if the session is not tracked or has ended
	 */
	static @Nullable Activity activityOf(Session session) {
		try {
			return (session.getUserProperties().get(ATTRIBUTE) instanceof Connection connection) ? connection.activity()
					: null;
		}
		catch (IllegalStateException ex) {
			return null;
		}
	}

}
