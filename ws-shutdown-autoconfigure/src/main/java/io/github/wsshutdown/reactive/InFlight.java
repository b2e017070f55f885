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

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * Keeps a session from being asked to leave while the application works for it outside of
 * what its handler waits for.
 * <p>
 * A handler is given time to complete when nothing more is received. Work that its
 * completion does not include, such as what was handed over to another thread, says so:
 *
 * <pre class="code">
 * InFlight work = InFlight.begin(session);
 * quotes.find(message).doFinally((signal) -&gt; work.close()).subscribe(sink::tryEmitNext);
 * </pre>
 *
 * A drain waits for it as long as {@code ws-shutdown.in-flight.grace} allows.
 */
public final class InFlight implements AutoCloseable {

	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	private InFlight() {
	}

	/**
	 * Begins a piece of work.
	 * @param session the session it is for; for one that is not tracked nothing happens
	 * @return the work, to be closed once, from any thread
	 */
	public static InFlight begin(WebSocketSession session) {
		return begin(session.getAttributes());
	}

	static InFlight begin(Map<String, Object> sessionAttributes) {
		InFlight work = new InFlight();
		if (sessionAttributes.get(SessionConnection.ATTRIBUTE) instanceof SessionConnection connection) {
			connection.begin(work.closed);
		}
		return work;
	}

	/**
	 * Ends the work. Does not block. Idempotent.
	 */
	@Override
	public void close() {
		this.closed.complete(null);
	}

}
