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

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The counts of one drain. The pending count starts at one, so that it cannot reach zero
 * before the drain has looked at everything.
 */
final class Tally {

	private final AtomicInteger pending = new AtomicInteger(1);

	private final AtomicInteger total = new AtomicInteger();

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicIntegerArray outcomes = new AtomicIntegerArray(Outcome.values().length);

	void adopted() {
		this.pending.incrementAndGet();
		this.total.incrementAndGet();
	}

	/**
	 * Waits for one more {@link #settled()}.
	 */
	void hold() {
		this.pending.incrementAndGet();
	}

	/**
	 * Counts one that left the drain without an outcome.
	 * @return whether nothing is pending any more
	 */
	boolean withdrawn() {
		this.total.decrementAndGet();
		return settled();
	}

	/**
	 * Counts one that stays open, though the drain no longer waits for it.
	 * @return whether nothing is pending any more
	 */
	boolean settled() {
		return this.pending.decrementAndGet() == 0;
	}

	void asked() {
		this.asked.incrementAndGet();
	}

	/**
	 * Counts one that another drain took over.
	 * @return whether nothing is pending any more
	 */
	boolean handedOver(Tally taker, boolean wasAsked) {
		if (wasAsked) {
			this.asked.decrementAndGet();
			taker.asked();
		}
		return withdrawn();
	}

	boolean ended(Outcome outcome) {
		this.outcomes.incrementAndGet(outcome.ordinal());
		return settled();
	}

	/**
	 * Takes over what another drain has counted to an end.
	 */
	void addEnded(Tally other) {
		this.asked.addAndGet(other.asked.get());
		for (Outcome outcome : Outcome.values()) {
			int ended = other.outcomes.get(outcome.ordinal());
			this.outcomes.addAndGet(outcome.ordinal(), ended);
			this.total.addAndGet(ended);
		}
	}

	int total() {
		return this.total.get();
	}

	int askedCount() {
		return this.asked.get();
	}

	Map<Outcome, Integer> outcomes() {
		Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
		for (Outcome outcome : Outcome.values()) {
			counts.put(outcome, this.outcomes.get(outcome.ordinal()));
		}
		return counts;
	}

}
