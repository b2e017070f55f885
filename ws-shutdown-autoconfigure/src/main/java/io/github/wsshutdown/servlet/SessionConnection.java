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

import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;

/**
 * A Spring WebSocket session as a connection. The session is closed by Spring's own
 * means; how it ends is told by the wire.
 */
final class SessionConnection implements Connection, ConnectionInfo {

	/**
	 * The name of the session attribute that holds the connection.
	 */
	static final String ATTRIBUTE = SessionConnection.class.getName();

	private static final Log logger = LogFactory.getLog(SessionConnection.class);

	private final WebSocketSession session;

	private final String endpoint;

	private final Wire wire;

	private final CloseLanes lanes;

	private final Activity activity;

	private final Instant since = Instant.now();

	private final AtomicBoolean leaving = new AtomicBoolean();

	/**
	 * Completes when the call has returned that closes the session: the container calls
	 * the handler's {@code afterConnectionClosed} within it.
	 */
	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	private volatile boolean closing;

	private volatile boolean cut;

	SessionConnection(WebSocketSession session, String endpoint, Wire wire, CoarseClock clock, CloseLanes lanes) {
		this.session = session;
		this.endpoint = endpoint;
		this.wire = wire;
		this.lanes = lanes;
		this.activity = new Activity(clock);
	}

	/**
	 * Returns the connection of a session, decorated or not.
	 * @param session the session
	 * @return the connection, or {@code null} if the session is not tracked
	 */
	static @Nullable SessionConnection of(WebSocketSession session) {
		return (SessionConnection) session.getAttributes().get(ATTRIBUTE);
	}

	@Override
	public ConnectionInfo info() {
		return this;
	}

	@Override
	public Activity activity() {
		return this.activity;
	}

	/**
	 * Closes the session: on the handler's own thread if the handler has just returned,
	 * so that it is not called for a further message first; else on a lane.
	 */
	@Override
	public void leave(Departure departure) {
		if (!this.leaving.compareAndSet(false, true)) {
			return;
		}
		if (this.activity.runner() == Thread.currentThread()) {
			this.lanes.runHere(this.wire, departure.writeTimeout(), () -> close(departure));
		}
		else {
			this.lanes.execute(this.wire, departure.writeTimeout(), () -> close(departure));
		}
	}

	private void close(Departure departure) {
		this.closing = true;
		try {
			this.wire.beforeClose(nativeSession(this.session), departure.writeTimeout());
			this.session
				.close(new CloseStatus(departure.code().orElse(CloseStatus.GOING_AWAY.getCode()), departure.reason()));
		}
		catch (Exception ex) {
			logger.debug("Session " + this.session.getId() + " could not be closed", ex);
		}
		finally {
			this.wire.afterClose();
			this.closed.complete(null);
		}
	}

	static @Nullable Object nativeSession(WebSocketSession session) {
		WebSocketSession plain = WebSocketSessionDecorator.unwrap(session);
		return (plain instanceof NativeWebSocketSession holder) ? holder.getNativeSession() : null;
	}

	/**
	 * Is told that the handler's session is closed, which does not mean that the peer
	 * knows.
	 */
	void closed(CloseStatus status) {
		if (this.wire instanceof CallbackWire callbacks) {
			callbacks.closed(status);
		}
	}

	@Override
	public void terminate() {
		this.cut = true;
		this.wire.cut(Outcome.TERMINATED);
		this.closed.complete(null);
	}

	boolean isLeaving() {
		return this.leaving.get();
	}

	boolean isCut() {
		return this.cut;
	}

	/**
	 * Completes when the wire has ended and the handler has been told, while the
	 * application's beans are still there for it. Where a write is what keeps the handler
	 * from being told, that is not waited for: Tomcat does not wake a blocked write when
	 * the connection ends.
	 */
	@Override
	public CompletionStage<Outcome> ended() {
		return this.wire.ended()
			.thenCompose((outcome) -> (this.closing && this.wire.isCloseWritten())
					? this.closed.thenApply((nothing) -> outcome) : CompletableFuture.completedStage(outcome));
	}

	@Override
	public String id() {
		return this.session.getId();
	}

	@Override
	public Kind kind() {
		return Handshake.WEBSOCKET;
	}

	@Override
	public String endpoint() {
		return this.endpoint;
	}

	@Override
	public Instant since() {
		return this.since;
	}

	@Override
	public @Nullable String user() {
		Principal principal = this.session.getPrincipal();
		return (principal != null) ? principal.getName() : null;
	}

	@Override
	public @Nullable String remote() {
		InetSocketAddress address = this.session.getRemoteAddress();
		return (address != null) ? address.toString() : null;
	}

	@Override
	public @Nullable String protocol() {
		return this.session.getAcceptedProtocol();
	}

	@Override
	public String toString() {
		return "WebSocket session " + id() + " at " + this.endpoint;
	}

}
