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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Asks the connections of one drain to leave: at an even pace, each when nothing is in
 * flight on it or its grace is over.
 */
final class Leaving {

	private static final System.Logger logger = System.getLogger(Leaving.class.getName());

	private final DrainEnvironment environment;

	private final RunningDrain drain;

	private final Set<Slot> waiting = ConcurrentHashMap.newKeySet();

	private volatile boolean graceOver;

	private volatile long graceEndNanos;

	private volatile boolean cancelled;

	private volatile @Nullable ClosePacer<Slot> pacer;

	private volatile Timer.@Nullable Cancellable grace;

	Leaving(DrainEnvironment environment, RunningDrain drain, Duration timeout) {
		this.environment = environment;
		this.drain = drain;
		setGrace(environment.settings().graceWithin(timeout));
	}

	private void setGrace(Duration length) {
		this.graceEndNanos = this.environment.timer().nanos() + length.toNanos();
	}

	void begin(List<Slot> slots, Duration timeout) {
		if (this.cancelled) {
			return;
		}
		DrainSettings settings = this.environment.settings();
		Duration length = settings.graceWithin(timeout);
		setGrace(length);
		this.grace = this.environment.timer().schedule(length, this::endGrace);
		if (slots.isEmpty()) {
			return;
		}
		ClosePacer<Slot> paced = new ClosePacer<>(this.environment.timer(), this.environment.selection().inOrder(slots),
				settings.windowFor(slots.size(), timeout), this::grant);
		this.pacer = paced;
		if (this.cancelled) {
			paced.cancel();
		}
		this.environment.timer().schedule(Duration.ZERO, paced::run);
	}

	/**
	 * Lets a connection leave as soon as it may.
	 */
	void grant(Slot slot) {
		Connection connection = slot.connection();
		if (connection == null) {
			return;
		}
		this.waiting.add(slot);
		if (this.graceOver) {
			ask(slot);
			return;
		}
		try {
			connection.whenQuiet(() -> ask(slot));
		}
		catch (RuntimeException | Error ex) {
			logger.log(System.Logger.Level.WARNING, "Activity of a connection is not known", ex);
			ask(slot);
		}
	}

	/**
	 * Asks a connection to leave that came when the drain was over and belongs to none.
	 */
	void dismiss(Slot slot) {
		Connection connection = slot.dismiss(this.drain);
		if (connection != null) {
			leave(slot, connection);
		}
	}

	void cancel() {
		this.cancelled = true;
		ClosePacer<Slot> paced = this.pacer;
		if (paced != null) {
			paced.cancel();
		}
		Timer.Cancellable alarm = this.grace;
		if (alarm != null) {
			alarm.cancel();
		}
	}

	/**
	 * A connection that opens just before the others are asked has all of its grace.
	 */
	private Duration graceLeft() {
		if (this.graceOver) {
			return Duration.ZERO;
		}
		return Duration.ofNanos(Math.max(0, this.graceEndNanos - this.environment.timer().nanos()));
	}

	private void endGrace() {
		this.graceOver = true;
		this.waiting.forEach(this::ask);
	}

	private void ask(Slot slot) {
		this.waiting.remove(slot);
		Connection connection = slot.ask(this.drain);
		if (connection != null) {
			this.drain.changed();
			leave(slot, connection);
		}
	}

	private void leave(Slot slot, Connection connection) {
		leave(slot, connection, this.environment.settings().departure().within(graceLeft()));
	}

	/**
	 * Asks a connection to leave, and cuts one that cannot be asked.
	 */
	static void leave(Slot slot, Connection connection, Departure departure) {
		try {
			connection.leave(departure);
		}
		catch (RuntimeException | Error ex) {
			logger.log(System.Logger.Level.WARNING, "Connection could not be asked to leave; it is cut", ex);
			slot.end(Outcome.FAILED);
			cut(connection);
		}
	}

	private static void cut(Connection connection) {
		try {
			connection.terminate();
		}
		catch (RuntimeException | Error ex) {
			logger.log(System.Logger.Level.WARNING, "Connection could not be cut", ex);
		}
	}

}
