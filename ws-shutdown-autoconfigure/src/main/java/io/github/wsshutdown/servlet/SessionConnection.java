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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import org.springframework.web.socket.sockjs.transport.SockJsSession;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.WebSocketConnection;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Departure;

/**
 * A Spring WebSocket session as a connection.
 */
final class SessionConnection extends WebSocketConnection implements TrackedSession {

	/**
	 * The name of the session attribute that holds the connection.
	 */
	static final String ATTRIBUTE = SessionConnection.class.getName();

	private final WebSocketSession session;

	private final boolean mapped;

	private final @Nullable String spoken;

	private volatile @Nullable Function<Departure, ? extends CompletionStage<?>> flush;

	private volatile @Nullable Supplier<? extends CompletionStage<?>> last;

	private volatile boolean discarding;

	private volatile boolean departing;

	/**
	 * Creates a connection.
	 * @param session the session
	 * @param handshake how it was opened
	 * @param wire the transport
	 * @param clock marks activity
	 * @param lanes runs the close
	 * @param spoken what is spoken if no sub-protocol was agreed on, if that is known
	 */
	SessionConnection(WebSocketSession session, Handshake handshake, Wire wire, CoarseClock clock, CloseLanes lanes,
			@Nullable String spoken) {
		super(handshake.endpoint(), wire, clock, lanes);
		this.session = session;
		this.mapped = handshake.isMapped();
		this.spoken = spoken;
	}

	/**
	 * Returns the connection of a session, decorated or not.
	 * @param session the session
	 * @return the connection, or {@code null} if the session is not tracked
	 */
	static @Nullable SessionConnection of(WebSocketSession session) {
		return of(session.getAttributes());
	}

	static @Nullable SessionConnection of(Map<String, Object> attributes) {
		return (SessionConnection) attributes.get(ATTRIBUTE);
	}

	@Override
	public void discardLateMessages() {
		this.discarding = true;
	}

	boolean isDiscarding() {
		return this.discarding && this.departing;
	}

	@Override
	public void beforeLeaving(Supplier<? extends CompletionStage<?>> last) {
		this.last = last;
	}

	@Override
	protected void whenReady(Departure departure, Runnable departing) {
		Supplier<? extends CompletionStage<?>> awaited = this.last;
		if (awaited == null) {
			depart(departing);
		}
		else {
			awaited.get().whenComplete((done, failure) -> depart(departing));
		}
	}

	private void depart(Runnable departing) {
		this.departing = true;
		departing.run();
	}

	/**
	 * Takes note of what sends the handler's last messages. The close waits for it as
	 * long as for its own frame.
	 * @param flush what begins to send them, and tells when it is done
	 */
	void flushBeforeClose(Function<Departure, ? extends CompletionStage<?>> flush) {
		this.flush = flush;
	}

	/**
	 * To flush may take the handler's own thread.
	 */
	@Override
	protected boolean mayCloseHere() {
		return this.flush == null;
	}

	@Override
	protected void close(Departure departure) throws IOException {
		Function<Departure, ? extends CompletionStage<?>> first = this.flush;
		if (first != null) {
			CompletableFuture.anyOf(first.apply(departure).toCompletableFuture(), wire().ended().toCompletableFuture())
				.join();
		}
		if (this.session.isOpen()) {
			this.session.close(new CloseStatus(departure.code().orElse(CloseStatus.GOING_AWAY.getCode()),
					isSockJs() ? SockJsReason.of(departure.reason()) : departure.reason()));
		}
	}

	private boolean isSockJs() {
		return WebSocketSessionDecorator.unwrap(this.session) instanceof SockJsSession;
	}

	@Override
	protected @Nullable Object nativeSession() {
		return nativeSession(this.session);
	}

	static @Nullable Object nativeSession(WebSocketSession session) {
		WebSocketSession plain = WebSocketSessionDecorator.unwrap(session);
		return (plain instanceof NativeWebSocketSession holder) ? holder.getNativeSession() : null;
	}

	/**
	 * Is told that the handler is about to be told that its session is closed.
	 */
	void closing(CloseStatus status) {
		wire().closedWith(status.getCode());
	}

	/**
	 * Is told that the handler's session is closed, which does not mean that the peer
	 * knows.
	 */
	void closed(CloseStatus status) {
		if (wire() instanceof CallbackWire callbacks) {
			callbacks.closed(status);
		}
	}

	@Override
	public String id() {
		return this.session.getId();
	}

	@Override
	public boolean isEndpointPattern() {
		return this.mapped;
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
		String accepted = this.session.getAcceptedProtocol();
		return (accepted != null && !accepted.isEmpty()) ? accepted : this.spoken;
	}

}
