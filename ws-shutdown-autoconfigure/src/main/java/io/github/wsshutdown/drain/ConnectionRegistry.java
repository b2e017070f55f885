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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Knows every connection from its reservation to its end, and holds the gate.
 * <p>
 * A reservation is entered before the gate is looked at, and a drain closes the gate
 * before it looks at what is entered: so each newcomer is refused, or seen by the drain,
 * or both, and never neither.
 */
public final class ConnectionRegistry implements Gate {

	/**
	 * How long a reservation lasts that is neither established nor closed.
	 */
	static final Duration RESERVATION_EXPIRY = Duration.ofSeconds(10);

	private static final Duration TICK = Duration.ofSeconds(1);

	private final Set<Slot> slots = ConcurrentHashMap.newKeySet();

	private final LongAdder refused = new LongAdder();

	private final CoarseClock clock = new CoarseClock();

	private final AtomicLong arrivals = new AtomicLong();

	private final AtomicBoolean ticking = new AtomicBoolean();

	private final Timer timer;

	private final Listeners<ConnectionListener> listeners;

	private volatile Closure closure = Closure.OPEN;

	/**
	 * Creates an empty registry with an open gate.
	 * @param timer the source of time
	 */
	public ConnectionRegistry(Timer timer) {
		this(timer, List.of());
	}

	/**
	 * Creates an empty registry with an open gate.
	 * @param timer the source of time
	 * @param listeners who is told of connections
	 */
	public ConnectionRegistry(Timer timer, List<ConnectionListener> listeners) {
		this.timer = timer;
		this.listeners = new Listeners<>(ConnectionListener.class, "Connection listener", listeners);
	}

	@Override
	public Optional<Admission> tryAdmit(Kind kind, String endpoint) {
		Slot slot = new Slot(this, kind, endpoint, this.timer.nanos());
		this.slots.add(slot);
		if (this.closure.refuses(kind, endpoint)) {
			slot.close();
			this.refused.increment();
			this.listeners.tell((listener) -> listener.refused(kind, endpoint));
			return Optional.empty();
		}
		startTicking();
		return Optional.of(slot);
	}

	/**
	 * Returns how many newcomers were refused since this registry exists.
	 * @return the number of refusals
	 */
	public long refused() {
		return this.refused.sum();
	}

	/**
	 * Returns how many pieces of work are in flight. Looks at every open connection once.
	 * @return the sum over all connections
	 */
	public long inFlight() {
		long sum = 0;
		for (Slot slot : this.slots) {
			sum += slot.inFlight();
		}
		return sum;
	}

	/**
	 * Returns the clock that marks the activity of connections.
	 * @return a clock that moves while there are connections
	 */
	public CoarseClock clock() {
		return this.clock;
	}

	/**
	 * Returns the connections that are open now.
	 * @return a new collection, in no particular order
	 */
	public Collection<Connection> connections() {
		List<Connection> open = new ArrayList<>();
		for (Slot slot : this.slots) {
			Connection connection = slot.connection();
			if (connection != null) {
				open.add(connection);
			}
		}
		return open;
	}

	Listeners<ConnectionListener> listeners() {
		return this.listeners;
	}

	long nanos() {
		return this.timer.nanos();
	}

	Set<Slot> slots() {
		return this.slots;
	}

	/**
	 * Closes the gate for a scope, in addition to what it is closed for already. A drain
	 * that begins later finds whoever is established all the same.
	 */
	void closeGate(Scope scope) {
		Closure current = this.closure;
		this.closure = current.with(scope, current.late());
	}

	/**
	 * Closes the gate for a scope, in addition to what it is closed for already.
	 * @param scope who is refused
	 * @param late takes up whoever is established all the same
	 */
	void closeGate(Scope scope, Consumer<Slot> late) {
		this.closure = this.closure.with(scope, late);
	}

	void openGate() {
		this.closure = Closure.OPEN;
	}

	/**
	 * Tells whether all of a scope is refused.
	 */
	boolean isGateClosed(Scope scope) {
		return this.closure.scopes().stream().anyMatch((closed) -> closed.covers(scope));
	}

	/**
	 * Returns for whom the gate is closed.
	 */
	List<Scope> refusing() {
		return this.closure.scopes();
	}

	/**
	 * Takes up a connection that was established: if its place is within a closed gate,
	 * it is handed to the drain that closed it.
	 */
	void established(Slot slot) {
		startTicking();
		Closure current = this.closure;
		Consumer<Slot> late = current.late();
		if (late != null && current.refuses(slot.kind(), slot.endpoint())) {
			late.accept(slot);
		}
	}

	/**
	 * Enters a place, if need be again.
	 * @return the number of the arrival
	 */
	long enter(Slot slot) {
		this.slots.add(slot);
		return this.arrivals.incrementAndGet();
	}

	void remove(Slot slot) {
		this.slots.remove(slot);
	}

	private void startTicking() {
		if (!this.ticking.get() && this.ticking.compareAndSet(false, true)) {
			setClock(this.timer.nanos());
			this.timer.schedule(TICK, this::tick);
		}
	}

	private void tick() {
		long now = this.timer.nanos();
		setClock(now);
		for (Slot slot : this.slots) {
			slot.expire(now);
		}
		this.ticking.set(false);
		if (!this.slots.isEmpty()) {
			startTicking();
		}
	}

	private void setClock(long now) {
		this.clock.set(Duration.ofNanos(now).toSeconds());
	}

	/**
	 * For whom the gate is closed; immutable.
	 */
	private record Closure(List<Scope> scopes, @Nullable Consumer<Slot> late) {

		static final Closure OPEN = new Closure(List.of(), null);

		boolean refuses(Kind kind, String endpoint) {
			for (Scope scope : this.scopes) {
				if (scope.includes(kind, endpoint)) {
					return true;
				}
			}
			return false;
		}

		Closure with(Scope scope, @Nullable Consumer<Slot> late) {
			List<Scope> all = new ArrayList<>();
			for (Scope each : this.scopes) {
				if (!scope.covers(each)) {
					all.add(each);
				}
			}
			if (all.stream().noneMatch((each) -> each.covers(scope))) {
				all.add(scope);
			}
			return new Closure(List.copyOf(all), late);
		}

	}

}
