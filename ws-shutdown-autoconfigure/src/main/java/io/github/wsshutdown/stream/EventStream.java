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

package io.github.wsshutdown.stream;

import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Cuttable;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.event.EventBoundary;

/**
 * A response that goes on, as a connection. It is ended where an event ends, under the
 * lock that also guards the application's writes: by a close lane, or by the
 * application's own thread if that is writing. Nobody ever waits for the lock to end it.
 * What the application writes afterwards fails as it would if the client had gone.
 */
final class EventStream implements Connection, ConnectionInfo, Cuttable {

	static final Kind KIND = new Kind("stream");

	/**
	 * Something that the application does to the response.
	 */
	@FunctionalInterface
	interface Use {

		void run() throws IOException;

	}

	private static final String ENDED = "The stream was ended, because the application is being drained";

	private final String id = UUID.randomUUID().toString();

	private final Instant since = Instant.now();

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private final ReentrantLock writing = new ReentrantLock();

	private final AtomicReference<@Nullable Outcome> cutAs = new AtomicReference<>();

	private final AtomicBoolean finishing = new AtomicBoolean();

	private final Exchange exchange;

	private final String endpoint;

	private final boolean mapped;

	private final byte[] lastWords;

	private final EventBoundary boundary;

	private final Activity activity;

	private final CloseLanes lanes;

	private volatile @Nullable Departure departure;

	/**
	 * Whether nothing more is written.
	 */
	private volatile boolean over;

	/**
	 * Whether all that the peer is told was written.
	 */
	private volatile boolean told;

	/**
	 * Whether the application has ended the response by itself.
	 */
	private volatile boolean closed;

	/**
	 * Whether the container has failed to write, or has told of an error.
	 */
	private volatile boolean failed;

	EventStream(Exchange exchange, String endpoint, boolean mapped, EventBoundary boundary, byte[] lastWords,
			CoarseClock clock, CloseLanes lanes) {
		this.exchange = exchange;
		this.endpoint = endpoint;
		this.mapped = mapped;
		this.lastWords = lastWords;
		this.boundary = boundary;
		this.activity = new Activity(clock);
		this.lanes = lanes;
	}

	void write(Part part) throws IOException {
		use(() -> {
			int end = part.trace(this.boundary);
			if (this.departure == null || end < 0 || end == part.length() || this.exchange.sink().isNonBlocking()) {
				part.write(part.length());
			}
			else {
				part.write(end);
				end();
				throw gone();
			}
		});
	}

	void flush(Use flush) throws IOException {
		use(() -> {
			flush.run();
			this.boundary.flushed();
		});
	}

	/**
	 * Has the application end the response by itself.
	 */
	void close(Use close) throws IOException {
		this.writing.lock();
		try {
			if (!this.over) {
				this.closed = true;
				close.run();
			}
		}
		finally {
			this.writing.unlock();
		}
	}

	/**
	 * Does what the application wants, and ends the stream before or after it if it is to
	 * end and may.
	 */
	void use(Use use) throws IOException {
		boolean counted = this.activity.beginHereUnlessNested();
		this.writing.lock();
		try {
			endIfDue();
			if (this.over) {
				throw gone();
			}
			attempt(use);
			endIfDue();
		}
		finally {
			this.writing.unlock();
			if (counted) {
				this.activity.endHere();
			}
			settle();
		}
	}

	private void attempt(Use use) throws IOException {
		try {
			use.run();
		}
		catch (IOException ex) {
			this.failed |= !this.over;
			throw ex;
		}
	}

	private void endIfDue() {
		if (this.departure != null && !this.over && (isBeyondWriting() || this.boundary.isReached())) {
			end();
		}
	}

	private boolean isBeyondWriting() {
		return this.failed || this.closed;
	}

	private void end() {
		try {
			Sink sink = this.exchange.sink();
			if (!isBeyondWriting() && !sink.isReady()) {
				return;
			}
			if (!isBeyondWriting()) {
				if (this.lastWords.length > 0) {
					sink.write(this.lastWords);
				}
				if (sink.isReady()) {
					sink.flush();
				}
				this.told = true;
			}
		}
		catch (IOException | RuntimeException ex) {
			this.failed = true;
		}
		this.over = true;
	}

	/**
	 * Does what is left to do when the lock was given back, or could not be had.
	 */
	private void settle() {
		if (this.over) {
			if (this.finishing.compareAndSet(false, true)) {
				this.lanes.execute(this.exchange::finish);
			}
		}
		else if (this.departure != null) {
			tryEnd();
		}
	}

	/**
	 * Ends the stream if nobody is writing. Whoever is looks after it himself.
	 */
	void tryEnd() {
		boolean due = false;
		if (this.writing.tryLock()) {
			try {
				endIfDue();
				due = this.over;
			}
			finally {
				this.writing.unlock();
			}
		}
		if (due) {
			settle();
		}
	}

	@Override
	public void leave(Departure departure) {
		if (this.departure == null) {
			this.departure = departure;
			this.lanes.execute(this, departure.writeTimeout(), this::tryEnd);
		}
	}

	@Override
	public void terminate() {
		cut(Outcome.TERMINATED);
	}

	/**
	 * Cuts the transport where the container lets that be. Whoever is blocked in a write
	 * ends the response when that has failed.
	 */
	@Override
	public void cut(Outcome outcome) {
		if ((outcome == Outcome.FAILED && this.told) || !this.cutAs.compareAndSet(null, outcome)) {
			return;
		}
		this.over = true;
		Runnable cutter = this.exchange.cutter();
		if (cutter != null) {
			cutter.run();
		}
		this.ended.complete(outcome);
		tryEnd();
	}

	/**
	 * Is told by the container that the response could not be written.
	 */
	void fail() {
		this.failed = true;
	}

	/**
	 * Is told by the container that the response has ended.
	 */
	void completed() {
		this.over = true;
		Outcome cut = this.cutAs.get();
		if (cut != null) {
			this.ended.complete(cut);
			this.exchange.releaseCut();
		}
		else {
			this.ended.complete(this.failed ? Outcome.PEER_GONE : Outcome.CLOSED_UNCONFIRMED);
		}
	}

	boolean isOver() {
		return this.over;
	}

	/**
	 * Returns what Spring takes for the disconnection of a client.
	 */
	private static EOFException gone() {
		return new EOFException(ENDED);
	}

	/**
	 * Tells whether a failure of the application comes of the end of a stream.
	 */
	static boolean isEnd(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof EOFException && ENDED.equals(cause.getMessage())) {
				return true;
			}
		}
		return false;
	}

	@Override
	public boolean isWriting() {
		return this.writing.isLocked();
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
	public CompletionStage<Outcome> ended() {
		return this.ended.minimalCompletionStage();
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Kind kind() {
		return KIND;
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
	public @Nullable String user() {
		return this.exchange.user();
	}

	@Override
	public @Nullable String remote() {
		return this.exchange.remote();
	}

	@Override
	public String toString() {
		return "Stream " + this.id + " at " + this.endpoint;
	}

}
