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

import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.drain.Activity;

/**
 * Keeps a Jakarta WebSocket session from being asked to leave while the application works
 * for it on a thread of its own.
 * <p>
 * A call of an {@code @OnMessage} method or a {@code MessageHandler} counts as in flight
 * until it returns. One that hands a message over to another thread begins before it
 * returns, and closes when the reply is sent:
 *
 * <pre class="code">
 * InFlight work = InFlight.begin(session);
 * executor.execute(() -&gt; {
 *     try (work) {
 *         session.getBasicRemote().sendText(reply(message));
 *     }
 * });
 * </pre>
 *
 * A drain waits for it as long as {@code ws-shutdown.in-flight.grace} allows.
 */
public final class InFlight implements AutoCloseable {

	private final Runnable end;

	private InFlight(@Nullable Activity activity) {
		this.end = (activity != null) ? activity.beginForOthers() : () -> {
		};
	}

	/**
	 * Begins a piece of work.
	 * @param session the session it is for; for one that is not tracked nothing happens
	 * @return the work, to be closed once, from any thread
	 */
	public static InFlight begin(Session session) {
		return new InFlight(JakartaSessions.activityOf(session));
	}

	/**
	 * Ends the work. Does not block. Idempotent.
	 */
	@Override
	public void close() {
		this.end.run();
	}

}
