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
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.WebSocketConnection;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Timer;

/**
 * A WebFlux session as a connection. Asked to leave, it lets its handler see the end of
 * what it receives, which has a handler finish what it has begun and complete; then what
 * is still being sent is ended, and the session closed.
 */
final class SessionConnection extends WebSocketConnection {

	/**
	 * The name of the session attribute that holds the connection.
	 */
	static final String ATTRIBUTE = SessionConnection.class.getName();

	private static final Log logger = LogFactory.getLog(SessionConnection.class);

	private final WebSocketSession session;

	private final Traffic traffic;

	private final Timer timer;

	private final CloseLanes lanes;

	private final AtomicReference<@Nullable String> user = new AtomicReference<>();

	/**
	 * What was begun for this session and is not over.
	 */
	private final Set<CompletableFuture<Void>> works = ConcurrentHashMap.newKeySet();

	/**
	 * Completes when the handler has completed.
	 */
	private final CompletableFuture<Void> handled = new CompletableFuture<>();

	private final boolean completing;

	private final boolean mapped;

	/**
	 * Creates a connection.
	 * @param completing whether the handler is to complete before the session is closed
	 */
	SessionConnection(WebSocketSession session, Handshake handshake, Wire wire, CoarseClock clock, Timer timer,
			CloseLanes lanes, boolean completing) {
		super(handshake.endpoint(), wire, clock, lanes);
		this.session = session;
		this.mapped = handshake.isMapped();
		this.traffic = new Traffic(session, !completing, activity());
		this.timer = timer;
		this.lanes = lanes;
		this.completing = completing;
		session.getAttributes().put(ATTRIBUTE, this);
	}

	/**
	 * Runs the handler. Once the session is leaving, the server learns that the handler
	 * is done, or has failed, only when the transport has ended: it would close the
	 * session itself, with 1000, and Jetty would not wait for the peer's answer.
	 */
	Mono<Void> run(WebSocketHandler handler) {
		return Mono.deferContextual((context) -> {
			learnUser(context);
			return handler.handle(new TrackedSession(this.session, this.traffic));
		})
			.onErrorResume((ex) -> isLeaving(), this::tellFailure)
			.doFinally((signal) -> this.handled.complete(null))
			.then(Mono.defer(() -> isLeaving() ? awaitEnd() : Mono.empty()));
	}

	/**
	 * Spring Security knows the user of a context.
	 */
	private void learnUser(ContextView context) {
		this.session.getHandshakeInfo()
			.getPrincipal()
			.contextWrite(context)
			.subscribe((principal) -> this.user.set(principal.getName()), (ex) -> {
			});
	}

	private Mono<Void> tellFailure(Throwable failure) {
		logger.debug("Handler failed after " + this + " was asked to leave", failure);
		return Mono.empty();
	}

	private Mono<Void> awaitEnd() {
		this.handled.complete(null);
		return Mono.fromCompletionStage(wire().ended()).then();
	}

	/**
	 * Counts a piece of work until it is over.
	 */
	void begin(CompletableFuture<Void> work) {
		activity().begin();
		this.works.add(work);
		work.thenRun(() -> {
			this.works.remove(work);
			activity().end();
		});
	}

	/**
	 * Work that is handed over may overlap without end.
	 */
	@Override
	public void whenQuiet(Runnable callback) {
		CompletableFuture<?>[] begun = this.works.toArray(new CompletableFuture<?>[0]);
		if (begun.length > 0) {
			CompletableFuture.allOf(begun).thenRun(callback);
		}
		super.whenQuiet(callback);
	}

	/**
	 * Receives nothing more, has what is in flight then, and the handler, complete within
	 * its grace, and flushes what was sent. User code and what it waits for are kept from
	 * the calling thread.
	 */
	@Override
	protected void whenReady(Departure departure, Runnable departing) {
		activity().begin();
		this.traffic.takeInbound();
		this.lanes.execute(() -> {
			CompletableFuture<Void> quiet = new CompletableFuture<>();
			Timer.Cancellable patience = this.timer.schedule(departure.grace(), () -> quiet.complete(null));
			quiet.thenRunAsync(() -> {
				patience.cancel();
				flush(departure, departing);
			}, this.lanes::execute);
			this.traffic.endInbound();
			(this.completing ? this.handled : CompletableFuture.completedFuture(null)).thenRun(() -> {
				activity().end();
				activity().whenIdle(() -> quiet.complete(null));
			});
		});
	}

	private void flush(Departure departure, Runnable departing) {
		Timer.Cancellable watchdog = this.timer.schedule(departure.writeTimeout(), () -> wire().cut(Outcome.FAILED));
		// What was flushed is told by an event loop, which is not to wait for the timer's
		// lock
		this.traffic.endOutbound().doFinally((signal) -> this.lanes.execute(() -> {
			watchdog.cancel();
			departing.run();
		})).subscribe();
	}

	/**
	 * A thread that has just passed a message on may be one that must not block.
	 */
	@Override
	protected boolean mayCloseHere() {
		return false;
	}

	/**
	 * Leaves a session alone whose transport has ended: Reactor Netty would tell its
	 * receiver of the end once more.
	 */
	@Override
	protected void close(Departure departure) {
		boolean ended = wire().ended().toCompletableFuture().isDone();
		if (!ended && this.session.isOpen()) {
			int code = departure.code().orElse(CloseStatus.GOING_AWAY.getCode());
			this.session.close(new CloseStatus(code, departure.reason())).block();
		}
	}

	@Override
	protected @Nullable Object nativeSession() {
		return NativeSessions.of(this.session);
	}

	/**
	 * Where the connection does not tell, the session may know.
	 */
	@Override
	public OptionalInt closeCode() {
		OptionalInt code = super.closeCode();
		if (code.isPresent()) {
			return code;
		}
		AtomicReference<@Nullable CloseStatus> status = new AtomicReference<>();
		this.session.closeStatus().subscribe(status::set, (ex) -> {
		}).dispose();
		CloseStatus known = status.get();
		return (known != null) ? OptionalInt.of(known.getCode()) : code;
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

}
