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

package io.github.wsshutdown.actuate;

import java.time.Duration;

/**
 * How many are expected to come when, in time linear in their number. Whoever may come
 * within some time is spread evenly over it. Not thread-safe.
 */
final class Arrivals {

	/**
	 * Beyond this, arrivals are told apart by the second only, so that a day fits.
	 */
	private static final Duration LONG = Duration.ofHours(1);

	private final double length;

	/**
	 * How many of the slices make a second.
	 */
	private final int second;

	/**
	 * What is expected in one slice of time only.
	 */
	private final double[] single;

	/**
	 * By how much the expectation of each slice differs from that of the one before.
	 */
	private final double[] steps;

	/**
	 * Creates arrivals of which there are none yet.
	 * @param horizon the time within which all come
	 */
	Arrivals(Duration horizon) {
		this.second = (horizon.compareTo(LONG) > 0) ? 1 : 10;
		this.length = 1.0 / this.second;
		int slices = (int) (horizon.toSeconds() + 2) * this.second;
		this.single = new double[slices];
		this.steps = new double[slices + 1];
	}

	/**
	 * Expects one more.
	 * @param from when it comes at the earliest, in seconds
	 * @param to when it comes at the latest, within the horizon
	 */
	void add(double from, double to) {
		int first = sliceOf(from);
		int last = sliceOf(to);
		if (first == last) {
			this.single[first]++;
			return;
		}
		double whole = to - from;
		this.single[first] += ((first + 1) * this.length - from) / whole;
		this.single[last] += (to - last * this.length) / whole;
		this.steps[first + 1] += this.length / whole;
		this.steps[last] -= this.length / whole;
	}

	/**
	 * Expects all of others as well, which have the same horizon.
	 */
	void add(Arrivals others) {
		for (int i = 0; i < this.single.length; i++) {
			this.single[i] += others.single[i];
			this.steps[i] += others.steps[i];
		}
	}

	/**
	 * Returns how many are expected within the same second at most.
	 */
	double peakPerSecond() {
		double[] expected = new double[this.single.length];
		double level = 0;
		double sum = 0;
		double peak = 0;
		for (int i = 0; i < expected.length; i++) {
			level += this.steps[i];
			expected[i] = this.single[i] + level;
			sum += expected[i] - ((i >= this.second) ? expected[i - this.second] : 0);
			peak = Math.max(peak, sum);
		}
		return peak;
	}

	private int sliceOf(double seconds) {
		return Math.min(this.single.length - 1, (int) (seconds * this.second));
	}

}
