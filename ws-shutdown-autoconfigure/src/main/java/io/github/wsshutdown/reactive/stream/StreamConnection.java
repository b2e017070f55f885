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

package io.github.wsshutdown.reactive.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.ExchangeWire;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Timer;

/**
 * A streaming response as a connection. Asked to leave, it ends behind the event that is
 * being written. It has ended when the server has written all of it.
 */
final class StreamConnection implements Connection, ConnectionInfo {

	private static final AtomicLong COUNT = new AtomicLong();

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private final Sinks.Empty<Void> abort = Sinks.empty();

	private final ServerHttpRequest request;

	private final String id;

	private final String endpoint;

	private final boolean mapped;

	private final @Nullable ExchangeWire wire;

	private final EventStream events;

	private final Timer timer;

	private final CloseLanes lanes;

	private final Instant since = Instant.now();

	/**
	 * Reactor Netty says so too of what it could not write, but cancels it before; a
	 * servlet container cancels afterwards.
	 */
	private volatile boolean written;

	private final AtomicBoolean leaving = new AtomicBoolean();

	private volatile boolean cut;

	StreamConnection(ServerHttpRequest request, String endpoint, boolean mapped, @Nullable ExchangeWire wire,
			EventStream events, Timer timer, CloseLanes lanes) {
		this.request = request;
		this.id = request.getId() + "-" + COUNT.incrementAndGet();
		this.endpoint = endpoint;
		this.mapped = mapped;
		this.wire = wire;
		this.events = events;
		this.timer = timer;
		this.lanes = lanes;
		if (wire != null) {
			wire.ended().thenRun(this::end);
		}
	}

	/**
	 * Writes the body.
	 * @param write has the server write it
	 * @return completes when it is written
	 */
	Mono<Void> run(Function<EventStream, Mono<Void>> write) {
		Mono<Void> writing = write.apply(this.events)
			.doOnSuccess((nothing) -> this.written = !this.events.isCancelled());
		if (this.wire == null) {
			return Mono.firstWithSignal(writing, this.abort.asMono());
		}
		// What cannot be written to a wire that was cut is nobody's error
		return writing.onErrorComplete((ex) -> this.cut);
	}

	/**
	 * Is told that the server knows that the application is done.
	 */
	void handled() {
		if (this.wire == null) {
			end();
		}
	}

	private void end() {
		this.ended.complete(outcome());
	}

	private Outcome outcome() {
		if (this.cut) {
			return Outcome.TERMINATED;
		}
		if (this.events.isFailed()) {
			return Outcome.FAILED;
		}
		return this.written ? Outcome.CLOSED_UNCONFIRMED : Outcome.PEER_GONE;
	}

	@Override
	public ConnectionInfo info() {
		return this;
	}

	@Override
	public Activity activity() {
		return this.events.activity();
	}

	/**
	 * Keeps the lock of the timer, and what the application does when it is cancelled,
	 * from the calling thread, and from the one on which the stream ends.
	 */
	@Override
	public void leave(Departure departure) {
		if (!this.leaving.compareAndSet(false, true)) {
			return;
		}
		boolean patient = !departure.grace().isZero();
		this.events.end(!patient);
		this.lanes.execute(() -> {
			if (patient) {
				Timer.Cancellable patience = this.timer.schedule(departure.grace(), this::endImpatiently);
				this.ended.thenRunAsync(patience::cancel, this.lanes::execute);
			}
			this.events.proceed();
		});
	}

	private void endImpatiently() {
		this.events.end(true);
		this.lanes.execute(this.events::proceed);
	}

	@Override
	public void terminate() {
		this.cut = true;
		if (this.wire != null) {
			this.wire.cut();
		}
		else {
			// Not one that Spring takes for a client that has gone: it would end in order
			this.lanes.execute(() -> this.abort.tryEmitError(new IOException(this + " was cut")));
		}
	}

	@Override
	public CompletionStage<Outcome> ended() {
		return this.ended.minimalCompletionStage();
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Kind kind() {
		return StreamTracker.STREAM;
	}

	@Override
	public String endpoint() {
		return this.endpoint;
	}

	@Override
	public boolean isEndpointPattern() {
		return this.mapped;
	}

	@Override
	public Instant since() {
		return this.since;
	}

	@Override
	public @Nullable String remote() {
		InetSocketAddress address = this.request.getRemoteAddress();
		return (address != null) ? address.toString() : null;
	}

	@Override
	public String toString() {
		return "Stream " + this.id + " at " + this.endpoint;
	}

}
