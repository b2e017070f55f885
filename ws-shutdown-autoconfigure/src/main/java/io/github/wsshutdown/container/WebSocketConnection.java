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

import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;

/**
 * A WebSocket session as a connection. The session is closed by the means of the API that
 * the application uses; how it ends is told by the wire.
 */
public abstract class WebSocketConnection implements Connection, ConnectionInfo {

	private static final Log logger = LogFactory.getLog(WebSocketConnection.class);

	private final String endpoint;

	private final Wire wire;

	private final CloseLanes lanes;

	private final Activity activity;

	private final Instant since = Instant.now();

	private final AtomicBoolean leaving = new AtomicBoolean();

	/**
	 * Completes when the call has returned that closes the session: the container may
	 * tell the application of the end within it.
	 */
	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	private volatile boolean closing;

	private volatile boolean cut;

	/**
	 * Creates a connection.
	 * @param endpoint the endpoint's pattern
	 * @param wire the transport
	 * @param clock marks activity
	 * @param lanes runs the close
	 */
	protected WebSocketConnection(String endpoint, Wire wire, CoarseClock clock, CloseLanes lanes) {
		this.endpoint = endpoint;
		this.wire = wire;
		this.lanes = lanes;
		this.activity = new Activity(clock);
	}

	/**
	 * Closes the session, unless somebody else has done so already: Jetty would end the
	 * connection at the second close instead of waiting for the peer's answer. May block.
	 * @param departure with which status and reason
	 * @throws Exception if the session could not be closed
	 */
	protected abstract void close(Departure departure) throws Exception;

	/**
	 * Returns whether the session may be closed on the thread that has just handled a
	 * message.
	 * @return whether closing it needs nothing of that thread
	 */
	protected boolean mayCloseHere() {
		return true;
	}

	/**
	 * Returns the container's session.
	 * @return the session, or {@code null} if it is not known
	 */
	protected abstract @Nullable Object nativeSession();

	/**
	 * Returns the transport.
	 * @return the wire
	 */
	protected final Wire wire() {
		return this.wire;
	}

	/**
	 * Returns whether the peer was, or is just being, asked to go.
	 * @return whether it was asked
	 */
	public final boolean isLeaving() {
		return this.leaving.get();
	}

	/**
	 * Returns whether this connection was cut.
	 * @return whether it was cut by a drain
	 */
	public final boolean isCut() {
		return this.cut;
	}

	@Override
	public final ConnectionInfo info() {
		return this;
	}

	@Override
	public final Activity activity() {
		return this.activity;
	}

	/**
	 * Closes the session: on the handler's own thread if the handler has just returned,
	 * so that it is not called for a further message first; else on a lane.
	 */
	@Override
	public final void leave(Departure departure) {
		if (this.leaving.compareAndSet(false, true)) {
			this.wire.leaving();
			whenReady(departure, () -> this.wire.whenReachable(departure, () -> depart(departure)));
		}
	}

	/**
	 * Is called once, when the peer is asked to go. Must not block.
	 * @param departure what the peer is told
	 * @param departing closes the session; to be run once, now or when something else is
	 * done
	 */
	protected void whenReady(Departure departure, Runnable departing) {
		departing.run();
	}

	private void depart(Departure departure) {
		if (this.activity.isRunningHere() && mayCloseHere()) {
			this.lanes.runHere(this.wire, departure.writeTimeout(), () -> closeSession(departure));
		}
		else {
			this.lanes.execute(this.wire, departure.writeTimeout(), () -> closeSession(departure));
		}
	}

	private void closeSession(Departure departure) {
		this.closing = true;
		try {
			this.wire.beforeClose(nativeSession(), departure.writeTimeout());
			close(departure);
		}
		catch (Exception ex) {
			logger.debug("Session " + id() + " could not be closed", ex);
		}
		finally {
			this.wire.afterClose();
			this.closed.complete(null);
		}
	}

	@Override
	public final void terminate() {
		this.cut = true;
		this.wire.cut(Outcome.TERMINATED);
		this.closed.complete(null);
	}

	/**
	 * Completes when the wire has ended and the application has been told, while its
	 * beans are still there. Where a write is what keeps it from being told, that is not
	 * waited for: Tomcat does not wake a blocked write when the connection ends.
	 */
	@Override
	public final CompletionStage<Outcome> ended() {
		return this.wire.ended()
			.thenCompose((outcome) -> (this.closing && isCloseWritten(outcome))
					? this.closed.thenApply((nothing) -> outcome) : CompletableFuture.completedStage(outcome));
	}

	@Override
	public OptionalInt closeCode() {
		return this.wire.closeCode();
	}

	/**
	 * A peer may answer the close sooner than the call learns that it has been written.
	 */
	private boolean isCloseWritten(Outcome outcome) {
		return outcome == Outcome.PEER_ANSWERED || this.wire.isCloseWritten();
	}

	@Override
	public final Kind kind() {
		return this.wire.kind();
	}

	@Override
	public final String endpoint() {
		return this.endpoint;
	}

	@Override
	public final Instant since() {
		return this.since;
	}

	@Override
	public String toString() {
		return "WebSocket session " + id() + " at " + this.endpoint;
	}

}
