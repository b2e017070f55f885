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

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Timer;

/**
 * A WebFlux session as a connection. Asked to leave, it lets its handler see the end of
 * what it receives, which has a handler finish what it has begun and complete; then it is
 * closed. What a handler sends by itself is ended for it.
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

	private final Closer closer;

	private final Activity activity;

	private final TrackedSession tracked;

	private final Instant since = Instant.now();

	private final AtomicReference<@Nullable String> user = new AtomicReference<>();

	private final AtomicReference<@Nullable Departure> departure = new AtomicReference<>();

	private final Mono<Void> close = Mono.defer(this::closeNow).cache();

	/**
	 * Runs when the handler is done, or has been waited for long enough.
	 */
	private final Sinks.Empty<Void> handled = Sinks.empty();

	SessionConnection(WebSocketSession session, String endpoint, Wire wire, Closer closer, CoarseClock clock) {
		this.session = session;
		this.endpoint = endpoint;
		this.wire = wire;
		this.closer = closer;
		this.activity = new Activity(clock);
		this.tracked = new TrackedSession(session, this.activity);
		session.getAttributes().put(ATTRIBUTE, this);
		session.getHandshakeInfo().getPrincipal().subscribe((principal) -> this.user.set(principal.getName()), (ex) -> {
		});
	}

	/**
	 * Runs the handler, and closes the session before the server learns that the handler
	 * is done: a server closes with 1000.
	 */
	Mono<Void> run(WebSocketHandler handler) {
		return Mono.defer(() -> handler.handle(this.tracked))
			.onErrorResume((ex) -> isLeaving(), this::tellFailure)
			.doFinally((signal) -> this.handled.tryEmitEmpty())
			.then(Mono.defer(() -> isLeaving() ? close() : Mono.empty()));
	}

	private boolean isLeaving() {
		return this.departure.get() != null;
	}

	private Mono<Void> tellFailure(Throwable failure) {
		logger.debug("Handler failed after " + this + " was asked to leave", failure);
		return Mono.empty();
	}

	@Override
	public ConnectionInfo info() {
		return this;
	}

	@Override
	public Activity activity() {
		return this.activity;
	}

	@Override
	public void leave(Departure departure) {
		if (this.departure.compareAndSet(null, departure)) {
			this.closer.execute(() -> finish(departure));
		}
	}

	private void finish(Departure departure) {
		this.tracked.endInbound();
		Timer.Cancellable patience = this.closer.schedule(departure.grace(), this::endHandling);
		this.handled.asMono().doFinally((signal) -> patience.cancel()).then(close()).subscribe();
	}

	private void endHandling() {
		this.handled.tryEmitEmpty();
	}

	/**
	 * Ends what is sent, then closes. Whoever comes second waits for the first.
	 */
	private Mono<Void> close() {
		return this.close;
	}

	private Mono<Void> closeNow() {
		Departure current = Objects.requireNonNull(this.departure.get());
		return this.closer.close(this.session, this.wire, current, this.tracked.endOutbound());
	}

	@Override
	public void terminate() {
		this.wire.cut(Outcome.TERMINATED);
	}

	@Override
	public CompletionStage<Outcome> ended() {
		return this.wire.ended();
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
		return this.user.get();
	}

	@Override
	public @Nullable String remote() {
		InetSocketAddress address = this.session.getHandshakeInfo().getRemoteAddress();
		return (address != null) ? address.toString() : null;
	}

	@Override
	public @Nullable String protocol() {
		return this.session.getHandshakeInfo().getSubProtocol();
	}

	@Override
	public String toString() {
		return "WebSocket session " + id() + " at " + this.endpoint;
	}

}
