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

/**
 * What a drain has seen, once it is over.
 *
 * @param scope what it was about
 * @param causes why, in the order in which the causes came
 * @param cancelled whether it was undone before its end
 * @param total how many connections it took up, reservations that came to nothing
 * excluded
 * @param asked how many of them were asked to leave
 * @param outcomes how they ended; every outcome is present. The sum is the total, less
 * those that a cancelled drain left open
 * @param refused new connections refused meanwhile
 * @param stragglers those that were cut at the deadline
 * @param elapsed how long it took
 */
public record DrainReport(Scope scope, List<Cause> causes, boolean cancelled, int total, int asked,
		Map<Outcome, Integer> outcomes, long refused, List<Straggler> stragglers, Duration elapsed) {

	public DrainReport {
		causes = List.copyOf(causes);
		outcomes = Map.copyOf(outcomes);
		stragglers = List.copyOf(stragglers);
	}

	/**
	 * Returns how many connections ended in a way.
	 * @param outcome the way
	 * @return the number
	 */
	public int count(Outcome outcome) {
		return this.outcomes.getOrDefault(outcome, 0);
	}

}
