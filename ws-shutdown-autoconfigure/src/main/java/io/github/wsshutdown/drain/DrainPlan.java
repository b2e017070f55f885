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

/**
 * What a drain is going to do, worked out when it begins.
 *
 * @param total how many connections and reservations it is about
 * @param busy how many of them have something in flight
 * @param settle how long nobody is asked to leave and newcomers are still let in; zero if
 * the gate closes at once
 * @param window the time over which they are asked to leave, after settling
 * @param grace how long a busy one is left to finish, after settling
 * @param timeout the time until what is left is cut, settling included
 */
public record DrainPlan(int total, int busy, Duration settle, Duration window, Duration grace, Duration timeout) {

	static DrainPlan of(DrainSettings settings, Headcount members, Duration settle, Duration timeout) {
		Duration left = timeout.minus(settle);
		return new DrainPlan(members.total(), members.busy(), settle, settings.windowFor(members.total(), left),
				settings.graceWithin(left), timeout);
	}

	/**
	 * Returns the rate that the window comes to.
	 * @return connections asked in a second, or zero for as fast as possible
	 */
	public double rate() {
		return this.window.isZero() ? 0 : this.total * 1e9 / this.window.toNanos();
	}

}
