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

package io.github.wsshutdown.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the measurements of one variant and tells their median.
 */
public final class Figures {

	private final List<Double> values = new ArrayList<>();

	/**
	 * Adds a measurement.
	 * @param value the value
	 */
	public void add(double value) {
		this.values.add(value);
	}

	/**
	 * Returns the value in the middle.
	 * @return the median
	 */
	public double median() {
		return quantile(0.5);
	}

	/**
	 * Returns the value below which a share of all values lies.
	 * @param share the share
	 * @return the quantile, interpolated
	 */
	public double quantile(double share) {
		List<Double> sorted = this.values.stream().sorted().toList();
		double position = share * (sorted.size() - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.size() - 1);
		return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
	}

}
