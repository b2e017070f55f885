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

package io.github.wsshutdown.samples.demo.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * A line that rises by one at each of its moments, as the path of an SVG.
 *
 * @param moments when it rises, ascending
 */
record Steps(double[] moments) {

	static Steps of(double[] unordered) {
		double[] moments = unordered.clone();
		Arrays.sort(moments);
		return new Steps(moments);
	}

	int height() {
		return this.moments.length;
	}

	/**
	 * The path from the origin to the right edge, with no more than one point a pixel.
	 */
	String path(Scale x, Scale y) {
		StringBuilder path = new StringBuilder("M" + point(x.of(0)) + " " + point(y.of(0)));
		for (int i = 0; i < this.moments.length; i++) {
			double position = x.of(this.moments[i]);
			boolean last = i + 1 == this.moments.length;
			if (last || Math.floor(x.of(this.moments[i + 1])) > Math.floor(position)) {
				path.append("H").append(point(position)).append("V").append(point(y.of(i + 1)));
			}
		}
		return path.append("H").append(point(x.to())).toString();
	}

	private String point(double position) {
		return String.format(Locale.ROOT, "%.1f", position);
	}

	/**
	 * Where values lie on an axis.
	 *
	 * @param max the greatest value; the least is zero
	 * @param from where zero lies
	 * @param to where the greatest value lies
	 */
	record Scale(double max, double from, double to) {

		double of(double value) {
			return this.from + (this.to - this.from) * value / this.max;
		}

		/**
		 * A round distance that divides the axis into a handful of parts.
		 */
		double tick() {
			double power = Math.pow(10, Math.floor(Math.log10(this.max)));
			double parts = this.max / power;
			return (parts > 5) ? power : (parts > 2) ? power / 2 : power / 5;
		}

	}

}
