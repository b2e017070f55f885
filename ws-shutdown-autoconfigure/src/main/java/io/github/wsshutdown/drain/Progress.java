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
import java.util.Map;

/**
 * How far a drain has come, at one moment.
 *
 * @param state where it stands
 * @param total the connections and reservations it has taken up so far
 * @param asked how many were asked to leave
 * @param remaining how many have not ended
 * @param busy how many of the remaining have something in flight
 * @param outcomes how those that ended did so; every outcome is present
 * @param refused new connections refused since the drain began
 * @param elapsed time since the drain began
 * @param left time until the deadline, not below zero
 */
public record Progress(DrainState state, int total, int asked, int remaining, int busy, Map<Outcome, Integer> outcomes,
		long refused, Duration elapsed, Duration left) {

	public Progress {
		outcomes = Map.copyOf(outcomes);
	}

}
