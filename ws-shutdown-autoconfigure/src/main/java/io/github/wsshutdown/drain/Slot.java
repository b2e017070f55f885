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

package io.github.wsshutdown.drain;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * One place in the registry, from reservation to end, and its part in a drain.
 * <p>
 * Each transition is one step under this object's monitor; nothing foreign is called
 * under it.
 */
final class Slot implements Admission {

	private enum Stage {

		RESERVED, RELEASED, OPEN, ASKED, ENDED

	}

	private static final System.Logger logger = System.getLogger(Slot.class.getName());

	private final ConnectionRegistry registry;

	private final Kind kind;

	private final String endpoint;

	/**
	 * When this was reserved, and from then on when it was established.
	 */
	private long since;

	private long askedAt;

	private volatile Stage stage = Stage.RESERVED;

	private @Nullable Connection connection;

	private long arrival;

	private boolean cut;

	private @Nullable RunningDrain drain;

	Slot(ConnectionRegistry registry, Kind kind, String endpoint, long reservedAt) {
		this.registry = registry;
		this.kind = kind;
		this.endpoint = endpoint;
		this.since = reservedAt;
	}

	Kind kind() {
		return this.kind;
	}

	String endpoint() {
		Connection established = connection();
		if (established != null) {
			try {
				return established.info().endpoint();
			}
			catch (RuntimeException | Error ex) {
				logger.log(System.Logger.Level.WARNING, "A connection does not say who it is", ex);
			}
		}
		return this.endpoint;
	}

	/**
	 * Tells whether this belongs to a scope. Of a reservation no more is known than its
	 * kind and path.
	 */
	boolean isIn(Scope scope) {
		Connection established = connection();
		if (established == null) {
			return scope.closesGate() && scope.includes(this.kind, this.endpoint);
		}
		try {
			return scope.includes(established.info());
		}
		catch (RuntimeException | Error ex) {
			logger.log(System.Logger.Level.DEBUG, "A connection does not say who it is", ex);
			return scope.closesGate() && scope.includes(this.kind, this.endpoint);
		}
	}

	/**
	 * Tells whether something is known to be in flight.
	 */
	boolean isBusy() {
		return inFlight() > 0;
	}

	/**
	 * Returns how much is known to be in flight.
	 */
	int inFlight() {
		Connection established = connection();
		try {
			return (established != null) ? established.activity().inFlight() : 0;
		}
		catch (RuntimeException | Error ex) {
			return 0;
		}
	}

	synchronized long arrival() {
		return this.arrival;
	}

	/**
	 * Releases a reservation that is older than it may be.
	 */
	void expire(long now) {
		if (this.stage == Stage.RESERVED && now - since() > ConnectionRegistry.RESERVATION_EXPIRY.toNanos()) {
			close();
		}
	}

	private synchronized long since() {
		return this.since;
	}

	synchronized @Nullable Connection connection() {
		return this.connection;
	}

	@Override
	public void established(Connection connection) {
		RunningDrain adopter;
		synchronized (this) {
			if (this.stage != Stage.RESERVED && this.stage != Stage.RELEASED) {
				throw new IllegalStateException("Already established");
			}
			this.stage = Stage.OPEN;
			this.connection = connection;
			this.since = this.registry.nanos();
			this.arrival = this.registry.enter(this);
			adopter = this.drain;
		}
		this.registry.listeners().tell((listener) -> listener.opened(connection));
		if (adopter != null) {
			adopter.arrived(this);
		}
		else {
			this.registry.established(this);
		}
		connection.ended().whenComplete((outcome, failure) -> end((outcome != null) ? outcome : Outcome.FAILED));
	}

	@Override
	public void close() {
		RunningDrain adopter;
		synchronized (this) {
			if (this.stage != Stage.RESERVED) {
				return;
			}
			this.stage = Stage.RELEASED;
			adopter = this.drain;
			this.drain = null;
			// In the same step, lest one that is established meanwhile is forgotten.
			this.registry.remove(this);
		}
		if (adopter != null) {
			adopter.withdrawn();
		}
	}

	/**
	 * Ends the connection in the eyes of the registry; only the first call counts.
	 */
	void end(Outcome outcome) {
		RunningDrain adopter;
		Connection ended;
		Duration open;
		Optional<Duration> answeredAfter = Optional.empty();
		synchronized (this) {
			if (this.stage != Stage.OPEN && this.stage != Stage.ASKED) {
				return;
			}
			long now = this.registry.nanos();
			open = Duration.ofNanos(now - this.since);
			if (this.stage == Stage.ASKED && outcome == Outcome.PEER_ANSWERED) {
				answeredAfter = Optional.of(Duration.ofNanos(now - this.askedAt));
			}
			this.stage = Stage.ENDED;
			ended = this.connection;
			this.connection = null;
			adopter = this.drain;
			this.drain = null;
		}
		this.registry.remove(this);
		if (ended != null) {
			tellEnded(ended, new Ending(outcome, closeCodeOf(ended), open, answeredAfter, adopter != null));
		}
		if (adopter != null) {
			adopter.ended(outcome);
		}
	}

	private void tellEnded(Connection connection, Ending ending) {
		this.registry.listeners().tell((listener) -> listener.ended(connection, ending));
	}

	private static OptionalInt closeCodeOf(Connection connection) {
		try {
			return connection.closeCode();
		}
		catch (RuntimeException | Error ex) {
			logger.log(System.Logger.Level.WARNING, "A connection does not say how it was closed", ex);
			return OptionalInt.empty();
		}
	}

	/**
	 * Makes this a part of a drain, taking it from the one it belonged to. That the drain
	 * still takes anybody up is looked at in the same step, so a drain that is undone or
	 * overtaken finds, or leaves to the other, everybody it has.
	 * @return whether it is one now and was not before
	 */
	boolean adopt(RunningDrain adopter) {
		RunningDrain before;
		boolean asked;
		synchronized (this) {
			if (this.stage == Stage.RELEASED || this.stage == Stage.ENDED || this.drain == adopter
					|| !adopter.isTakingUp()) {
				return false;
			}
			before = this.drain;
			asked = this.stage == Stage.ASKED;
			this.drain = adopter;
		}
		if (before != null) {
			before.handedOver(this, adopter, asked);
		}
		else if (asked) {
			adopter.countAsked();
		}
		return true;
	}

	/**
	 * Takes this out of a drain unless it was asked to leave already.
	 * @return whether it was taken out
	 */
	synchronized boolean abandon(RunningDrain adopter) {
		if (this.drain != adopter || this.stage == Stage.ASKED || this.cut) {
			return false;
		}
		this.drain = null;
		return true;
	}

	/**
	 * Marks the connection as asked to leave on behalf of a drain.
	 * @return the connection to ask, or {@code null} if that is not for the caller to do
	 */
	synchronized @Nullable Connection ask(@Nullable RunningDrain asker) {
		if (this.drain != asker || this.stage != Stage.OPEN || this.cut) {
			return null;
		}
		this.stage = Stage.ASKED;
		this.askedAt = this.registry.nanos();
		if (asker != null) {
			asker.countAsked();
		}
		return this.connection;
	}

	/**
	 * Marks the connection as cut on behalf of a drain; from now on it is not asked.
	 * @return the connection to cut, or {@code null} if that is not for the caller to do
	 */
	synchronized @Nullable Connection cut(RunningDrain cutter) {
		if (this.drain != cutter || this.cut) {
			return null;
		}
		this.cut = this.connection != null;
		return this.connection;
	}

	/**
	 * Marks the connection as asked to leave though it belongs to no drain, on behalf of
	 * one that is over. That it was not undone is looked at in the same step.
	 * @return the connection to ask, or {@code null} if that is not for the caller to do
	 */
	synchronized @Nullable Connection dismiss(RunningDrain over) {
		return over.isTakingUp() ? ask(null) : null;
	}

	/**
	 * Marks the connection as asked to leave, whichever drain it belongs to.
	 * @return the connection to ask, or {@code null} if it was asked already or is gone
	 */
	synchronized @Nullable Connection disconnect() {
		return ask(this.drain);
	}

	synchronized boolean wasAsked() {
		return this.stage == Stage.ASKED;
	}

	synchronized boolean belongsTo(RunningDrain candidate) {
		return this.drain == candidate;
	}

}
