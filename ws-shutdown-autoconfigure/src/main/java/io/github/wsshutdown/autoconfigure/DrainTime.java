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

package io.github.wsshutdown.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import static io.github.wsshutdown.autoconfigure.InvalidWsShutdownPropertyException.text;

/**
 * How the time of the shutdown phase is shared out.
 *
 * @param timeout how long a drain may take until what is left is cut
 * @param margin what is kept of the phase's time for cutting and reporting
 */
record DrainTime(Duration timeout, Duration margin) {

	/**
	 * Nobody waits longer; what is counted in nanoseconds could not be.
	 */
	private static final Duration LONGEST = Duration.ofDays(365);

	private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	static DrainTime of(@Nullable Duration configured, Duration phase) {
		Duration phaseTimeout = min(phase, LONGEST);
		if (!isPositive(phaseTimeout)) {
			throw new InvalidWsShutdownPropertyException(PHASE_TIMEOUT, phaseTimeout,
					"which leaves no time to drain connections",
					"Set it to the time that one shutdown phase may take, such as 30s, or set 'ws-shutdown.enabled=false'");
		}
		Duration margin = marginOf(phaseTimeout);
		if (configured == null) {
			return new DrainTime(phaseTimeout.minus(margin), margin);
		}
		if (!isPositive(configured)) {
			throw new InvalidWsShutdownPropertyException("ws-shutdown.timeout", configured,
					"which leaves no time to drain connections",
					"Set it to a positive duration, or remove it to use " + text(phaseTimeout.minus(margin))
							+ ". To switch draining off, set 'ws-shutdown.enabled=false'");
		}
		if (configured.compareTo(phaseTimeout) >= 0) {
			throw new InvalidWsShutdownPropertyException("ws-shutdown.timeout", configured,
					"which is not shorter than '" + PHASE_TIMEOUT + "' (" + text(phaseTimeout)
							+ "), so the phase would end before the drain",
					"Remove it to use " + text(phaseTimeout.minus(margin)) + ", or raise '" + PHASE_TIMEOUT + "'");
		}
		Duration rest = phaseTimeout.minus(configured);
		return new DrainTime(configured, min(rest, margin));
	}

	/**
	 * Returns a tenth of the phase's time, at least a second and at most half of it.
	 */
	private static Duration marginOf(Duration phaseTimeout) {
		Duration tenth = phaseTimeout.dividedBy(10);
		Duration second = Duration.ofSeconds(1);
		Duration margin = (tenth.compareTo(second) > 0) ? tenth : second;
		Duration half = phaseTimeout.dividedBy(2);
		return min(margin, half);
	}

	static Duration min(Duration a, Duration b) {
		return (a.compareTo(b) <= 0) ? a : b;
	}

	static boolean isPositive(Duration duration) {
		return !duration.isNegative() && !duration.isZero();
	}

}
