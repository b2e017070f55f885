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

import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.socket.WebSocketSession;

import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.drain.Activity;

/**
 * Keeps a session from being asked to leave while the application works for it on a
 * thread of its own.
 * <p>
 * A call of a handler counts as in flight until it returns. A handler that hands a
 * message over to another thread begins before it returns, and closes when the reply is
 * sent:
 *
 * <pre class="code">
 * InFlight work = InFlight.begin(session);
 * executor.execute(() -&gt; {
 *     try (work) {
 *         session.sendMessage(reply(message));
 *     }
 * });
 * </pre>
 *
 * A drain waits for it as long as {@code ws-shutdown.in-flight.grace} allows.
 */
public final class InFlight implements AutoCloseable {

	private static final boolean JAKARTA_IS_PRESENT = ClassUtils.isPresent("jakarta.websocket.Session",
			InFlight.class.getClassLoader());

	private final Runnable end;

	private InFlight(@Nullable Activity activity) {
		this.end = (activity != null) ? activity.beginForOthers() : () -> {
		};
	}

	/**
	 * Begins a piece of work.
	 * @param session the session it is for, decorated or not; for one that is not tracked
	 * nothing happens
	 * @return the work, to be closed once, from any thread
	 */
	public static InFlight begin(WebSocketSession session) {
		return new InFlight(activityOf(session));
	}

	/**
	 * Begins a piece of work where the session itself is not at hand, as in a handler of
	 * STOMP messages: {@code begin(headers.getSessionAttributes())}, with a
	 * {@code SimpMessageHeaderAccessor}.
	 * @param sessionAttributes the attributes of the session it is for, or {@code null};
	 * for one that is not tracked nothing happens
	 * @return the work, to be closed once, from any thread
	 */
	public static InFlight begin(@Nullable Map<String, Object> sessionAttributes) {
		SessionConnection connection = (sessionAttributes != null) ? SessionConnection.of(sessionAttributes) : null;
		return new InFlight((connection != null) ? connection.activity() : null);
	}

	/**
	 * Finds the counter also of a session that no tracked handler has opened, and which
	 * is tracked as one of the container's.
	 */
	private static @Nullable Activity activityOf(WebSocketSession session) {
		SessionConnection connection = SessionConnection.of(session);
		if (connection != null) {
			return connection.activity();
		}
		return (JAKARTA_IS_PRESENT && SessionConnection.nativeSession(session) instanceof Session jakartaSession)
				? JakartaSessions.activityOf(jakartaSession) : null;
	}

	/**
	 * Ends the work. Does not block. Idempotent.
	 */
	@Override
	public void close() {
		this.end.run();
	}

}
