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

/**
 * What a drain is going to do, worked out when the gate closes.
 *
 * @param total how many connections and reservations it has taken up
 * @param busy how many of them have something in flight
 * @param window the time over which they are asked to leave
 * @param grace how long a busy one is left to finish
 * @param timeout the time until what is left is cut
 */
public record DrainPlan(int total, int busy, Duration window, Duration grace, Duration timeout) {

	static DrainPlan of(DrainSettings settings, List<Slot> members, Duration timeout) {
		int busy = 0;
		for (Slot slot : members) {
			busy += slot.isBusy() ? 1 : 0;
		}
		return of(settings, members.size(), busy, timeout);
	}

	static DrainPlan of(DrainSettings settings, int total, int busy, Duration timeout) {
		return new DrainPlan(total, busy, settings.windowFor(total, timeout), settings.graceWithin(timeout), timeout);
	}

	/**
	 * Returns the rate that the window comes to.
	 * @return connections asked in a second, or zero for as fast as possible
	 */
	public double rate() {
		return this.window.isZero() ? 0 : this.total * 1e9 / this.window.toNanos();
	}

}
