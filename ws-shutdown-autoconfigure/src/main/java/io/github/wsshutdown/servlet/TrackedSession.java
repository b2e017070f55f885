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

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Connection;

/**
 * A connection that is found by the attributes of its WebSocket session.
 */
public interface TrackedSession extends Connection {

	/**
	 * Returns the connection of a session.
	 * @param sessionAttributes the attributes of the session
	 * @return the connection, or {@code null} if the session is not tracked
	 */
	static @Nullable TrackedSession of(Map<String, Object> sessionAttributes) {
		return SessionConnection.of(sessionAttributes);
	}

	/**
	 * Has messages discarded that come once this side has begun to close the session, for
	 * a handler that cannot handle them any more.
	 */
	void discardLateMessages();

	/**
	 * Has the session closed only when something else is done, once it is asked to leave.
	 * @param last is asked for a stage to wait for when the session is asked to leave;
	 * must not block
	 */
	void beforeLeaving(Supplier<? extends CompletionStage<?>> last);

}
