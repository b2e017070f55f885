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
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a drain is supposed to do, in the simplest words: no pace, no threads and no
 * counters, only who belongs to which drain and until when.
 */
final class DrainModel {

	static final Duration MARGIN = Duration.ofSeconds(1);

	private final List<Place> places = new ArrayList<>();

	private final List<ModelDrain> drains = new ArrayList<>();

	private final List<Scope> closed = new ArrayList<>();

	private ModelDrain current;

	/**
	 * Who takes up those who are established within the closed gate.
	 */
	private ModelDrain closer;

	private ModelDrain shutdown;

	private boolean ending;

	private int arrivals;

	private Duration now = Duration.ZERO;

	List<Place> places() {
		return this.places;
	}

	List<ModelDrain> drains() {
		return this.drains;
	}

	ModelDrain current() {
		return this.current;
	}

	/**
	 * Looks at the time and at who is still there.
	 */
	void observe(Duration time) {
		this.now = time;
		for (Place place : this.places) {
			ModelDrain drain = place.drain;
			place.gone |= place.established && !place.connection.isOpen();
			if (drain == null) {
				continue;
			}
			boolean past = time.compareTo(place.deadline) >= 0;
			boolean forced = time.compareTo(drain.deadline.plus(MARGIN)) >= 0;
			place.gone |= place.established && forced;
			if (!place.established && past) {
				released(place);
			}
		}
		for (ModelDrain drain : this.drains) {
			drain.over |= this.places.stream().noneMatch((place) -> place.drain == drain && !place.gone);
		}
	}

	boolean refuses(Kind kind, String endpoint) {
		return this.closed.stream().anyMatch((scope) -> within(scope, kind, endpoint));
	}

	DrainState state() {
		if (this.current == null) {
			return stateWithoutDrain();
		}
		if (this.current.over && !this.current.scope.closesGate()) {
			return stateWithoutDrain();
		}
		if (this.current.over) {
			return DrainState.DRAINED;
		}
		return (this.now.compareTo(this.current.deadline) < 0) ? DrainState.DRAINING : DrainState.TERMINATING;
	}

	private DrainState stateWithoutDrain() {
		if (this.closed.isEmpty()) {
			return DrainState.ACCEPTING;
		}
		return this.ending ? DrainState.DRAINING : DrainState.DRAINED;
	}

	Place reserved(Admission admission, RecordingConnection connection, Script script) {
		Place place = new Place(admission, connection, script, this.now);
		this.places.add(place);
		return place;
	}

	void established(Place place) {
		boolean expected = place.drain != null;
		place.established = true;
		place.arrival = this.arrivals++;
		place.gone = false;
		if (expected || this.closer == null || !refuses(place.kind(), place.endpoint())) {
			return;
		}
		if (this.closer.over) {
			place.dismissed = true;
		}
		else {
			take(this.closer, place, this.closer.deadline);
		}
	}

	void released(Place place) {
		place.released = true;
		place.gone = true;
		place.drain = null;
		this.drains.forEach((drain) -> drain.seen.remove(place));
	}

	/**
	 * Returns which drain a request joins.
	 */
	ModelDrain joined() {
		return (this.shutdown != null) ? this.shutdown : running();
	}

	ModelDrain running() {
		return (this.current != null && !this.current.over) ? this.current : null;
	}

	/**
	 * Tells whether a request joins the running drain, overtakes it or starts a new one,
	 * or is refused, or comes too late.
	 */
	Answer answer(DrainRequest request) {
		ModelDrain running = running();
		if (this.ending && !request.cause().shutdown() && (running == null || this.shutdown != null)) {
			return (this.shutdown != null) ? Answer.JOINS : Answer.TOO_LATE;
		}
		if (running == null) {
			return Answer.STARTS;
		}
		if (running.shutdown) {
			return Answer.JOINS;
		}
		if (request.cause().shutdown()) {
			return Answer.STARTS;
		}
		boolean smaller = running.scope.equals(request.scope()) || running.scope.equals(Scope.everything())
				|| (request.scope() instanceof Scope.Part part && part.whole().equals(running.scope));
		boolean later = this.now.plus(request.timeout()).compareTo(running.deadline) >= 0;
		return (smaller && later) ? Answer.JOINS : Answer.REFUSED;
	}

	void started(DrainRequest request, Drain actual) {
		ModelDrain overtaken = running();
		Duration deadline = this.now.plus(request.timeout());
		if (overtaken != null && overtaken.scope.equals(Scope.everything())) {
			deadline = earlier(deadline, overtaken.deadline);
		}
		List<Place> members = members(request.scope());
		ModelDrain drain = new ModelDrain(actual, request, this.now, deadline);
		this.drains.add(drain);
		this.current = drain;
		if (drain.shutdown) {
			this.shutdown = drain;
		}
		if (request.scope().closesGate()) {
			this.closed.add(request.scope());
			this.closer = drain;
		}
		if (overtaken != null) {
			overtaken.overtaken = true;
			drain.seen.addAll(overtaken.seen);
		}
		for (Place place : members) {
			boolean inherited = overtaken != null && place.drain == overtaken;
			take(drain, place, inherited ? earlier(place.deadline, deadline) : deadline);
		}
	}

	/**
	 * Returns who belongs to a scope; of a share, the idle ones that came first and were
	 * not asked.
	 */
	private List<Place> members(Scope scope) {
		List<Place> members = new ArrayList<>(this.places);
		members.removeIf((place) -> place.established ? place.gone : place.released);
		members.removeIf((place) -> !within(scope, place));
		if (scope.percent() == 100) {
			return members;
		}
		members.removeIf((place) -> !place.connection.asked().isEmpty());
		members.sort(Comparator.comparing(Place::isBusy).thenComparing((place) -> place.arrival));
		return members.subList(0, (int) Math.ceil(members.size() * scope.percent() / 100.0));
	}

	boolean undrain() {
		boolean nothing = this.current == null || (this.current.over && !this.current.scope.closesGate());
		if (this.ending || (nothing && this.closed.isEmpty())) {
			return false;
		}
		if (!nothing) {
			this.current.cancelled = true;
			this.current.cancelledBeforeItsEnd = !this.current.over;
			for (Place place : this.places) {
				if (place.drain == this.current && place.connection.asked().isEmpty() && !place.gone) {
					place.drain = null;
				}
			}
		}
		this.current = null;
		this.closer = null;
		this.closed.clear();
		return true;
	}

	void ending() {
		this.ending = true;
	}

	void shutdownBegins() {
		this.ending = true;
		this.closed.add(Scope.everything());
	}

	private static void take(ModelDrain drain, Place place, Duration deadline) {
		place.drain = drain;
		place.deadline = deadline;
		drain.seen.add(place);
	}

	private static boolean within(Scope scope, Place place) {
		if (scope instanceof Scope.Part part) {
			return place.established && within(part.whole(), place)
					&& (part.user() == null || part.user().equals(place.connection.user()));
		}
		return within(scope, place.kind(), place.endpoint());
	}

	private static boolean within(Scope scope, Kind kind, String endpoint) {
		return scope.equals(Scope.everything()) || scope.equals(Scope.kind(kind))
				|| scope.equals(Scope.endpoint(endpoint));
	}

	private static Duration earlier(Duration a, Duration b) {
		return (a.compareTo(b) <= 0) ? a : b;
	}

	enum Answer {

		STARTS, JOINS, REFUSED, TOO_LATE

	}

	/**
	 * How a connection takes it.
	 */
	enum Script {

		ANSWERS, ANSWERS_LATER, NEVER_ANSWERS, IGNORES_THE_CUT, THROWS_WHEN_ASKED

	}

	/**
	 * A reservation and what became of it.
	 */
	static final class Place {

		final Admission admission;

		final RecordingConnection connection;

		final Script script;

		final Duration reservedAt;

		boolean established;

		int arrival;

		boolean released;

		boolean gone;

		boolean dismissed;

		ModelDrain drain;

		Duration deadline = Duration.ZERO;

		private Place(Admission admission, RecordingConnection connection, Script script, Duration reservedAt) {
			this.admission = admission;
			this.connection = connection;
			this.script = script;
			this.reservedAt = reservedAt;
		}

		Kind kind() {
			return this.connection.info().kind();
		}

		String endpoint() {
			return this.connection.info().endpoint();
		}

		boolean isBusy() {
			return this.connection.activity().inFlight() > 0;
		}

		boolean isOpen() {
			return this.established && this.connection.isOpen();
		}

		/**
		 * Tells whether this may be asked to leave.
		 */
		boolean isLeaving() {
			return this.dismissed || (this.drain != null && !this.drain.cancelled);
		}

	}

	/**
	 * A drain as it should be.
	 */
	static final class ModelDrain {

		final Drain actual;

		final Scope scope;

		final boolean shutdown;

		final Duration started;

		final Duration deadline;

		final Set<Place> seen = new LinkedHashSet<>();

		boolean over;

		boolean cancelled;

		boolean cancelledBeforeItsEnd;

		boolean overtaken;

		private ModelDrain(Drain actual, DrainRequest request, Duration started, Duration deadline) {
			this.actual = actual;
			this.scope = request.scope();
			this.shutdown = request.cause().shutdown();
			this.started = started;
			this.deadline = deadline;
		}

		/**
		 * Returns when every idle one is asked.
		 */
		Duration endOfWindow() {
			return this.started.plus(this.deadline.minus(this.started).dividedBy(2));
		}

		/**
		 * Returns when every busy one is asked too; never later than this.
		 */
		Duration endOfGrace() {
			return this.started.plus(this.deadline.minus(this.started).multipliedBy(3).dividedBy(4));
		}

	}

}
