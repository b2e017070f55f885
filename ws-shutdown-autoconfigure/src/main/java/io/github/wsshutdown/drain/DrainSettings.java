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

import org.jspecify.annotations.Nullable;

/**
 * How drains go about it.
 *
 * @param departure what each connection is told
 * @param window the time over which connections are asked to leave, or {@code null} if
 * the rate decides
 * @param settle how long new connections still come in after a drain has begun; zero for
 * not at all. Half of a timeout of which it would leave less than a quarter
 * @param rate how many connections are asked to leave in a second; zero for as fast as
 * possible
 * @param maxShare the share of the timeout, above 0 and up to 1, within which all are
 * asked, at a higher rate if need be
 * @param grace how long a busy connection is left to finish, zero for not at all. If
 * {@code null}, all but the last quarter of the timeout, and at least two seconds of it
 * are kept where it is longer than four; three quarters of a timeout that is not longer
 * than this
 * @param cutMargin how long cutting and reporting may take after the deadline
 */
public record DrainSettings(Departure departure, @Nullable Duration window, Duration settle, int rate, double maxShare,
		@Nullable Duration grace, Duration cutMargin) {

	private static final Duration KEPT_AFTER_GRACE = Duration.ofSeconds(2);

	public DrainSettings {
		require(!settle.isNegative(), "settle", settle, "zero or more");
		require(rate >= 0, "rate", rate, "zero or more");
		require(maxShare > 0 && maxShare <= 1, "maxShare", maxShare, "above 0 and at most 1");
		require(grace == null || !grace.isNegative(), "grace", grace, "zero or more");
		require(!cutMargin.isNegative(), "cutMargin", cutMargin, "zero or more");
	}

	/**
	 * Creates settings in which the rate decides over which time connections are asked.
	 * @param departure what each connection is told
	 * @param settle how long new connections still come in after a drain has begun
	 * @param rate how many connections are asked to leave in a second
	 * @param maxShare the share of the timeout within which all are asked
	 * @param grace how long a busy connection is left to finish, or {@code null}
	 * @param cutMargin how long cutting and reporting may take after the deadline
	 */
	public DrainSettings(Departure departure, Duration settle, int rate, double maxShare, @Nullable Duration grace,
			Duration cutMargin) {
		this(departure, null, settle, rate, maxShare, grace, cutMargin);
	}

	DrainSettings with(DrainOptions options) {
		return new DrainSettings(options.apply(this.departure),
				(options.window() != null) ? options.window() : this.window, this.settle, this.rate, this.maxShare,
				this.grace, this.cutMargin);
	}

	/**
	 * Returns the time over which connections are asked to leave.
	 * @param total how many they are
	 * @param timeout the time from the closing of the gate to the deadline
	 * @return the window, not longer than the timeout
	 */
	Duration windowFor(int total, Duration timeout) {
		if (this.window != null) {
			return min(this.window, timeout);
		}
		if (this.rate == 0) {
			return Duration.ZERO;
		}
		double seconds = Math.min((double) total / this.rate, this.maxShare * timeout.toNanos() / 1e9);
		return Duration.ofNanos((long) (seconds * 1e9));
	}

	/**
	 * Returns how long new connections still come in.
	 * @param timeout the time from the beginning of the drain to the deadline
	 * @return the time, so short that there is some left to ask everybody
	 */
	Duration settleWithin(Duration timeout) {
		boolean fits = this.settle.compareTo(threeQuarters(timeout)) <= 0;
		return fits ? this.settle : timeout.dividedBy(2);
	}

	private static void require(boolean valid, String name, @Nullable Object value, String expected) {
		if (!valid) {
			throw new IllegalArgumentException(name + " " + value + " must be " + expected);
		}
	}

	/**
	 * Returns how long a busy connection is left to finish in a drain.
	 * @param timeout the time from the closing of the gate to the deadline
	 * @return the grace, so short that there is time left to close those it was for
	 */
	Duration graceWithin(Duration timeout) {
		if (this.grace != null) {
			return (this.grace.compareTo(timeout) < 0) ? this.grace : threeQuarters(timeout);
		}
		Duration kept = min(KEPT_AFTER_GRACE, timeout.dividedBy(2));
		return min(threeQuarters(timeout), timeout.minus(kept));
	}

	private static Duration threeQuarters(Duration timeout) {
		return timeout.multipliedBy(3).dividedBy(4);
	}

	private static Duration min(Duration a, Duration b) {
		return (a.compareTo(b) <= 0) ? a : b;
	}

}
