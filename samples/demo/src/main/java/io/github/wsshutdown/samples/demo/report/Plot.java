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

import java.util.Locale;
import java.util.function.Predicate;

import io.github.wsshutdown.samples.demo.report.Steps.Scale;
import io.github.wsshutdown.samples.demo.seen.Departure;
import io.github.wsshutdown.samples.demo.seen.Shutdown;

/**
 * How the clients of one shutdown left over time, as an SVG.
 */
final class Plot {

	private static final int WIDTH = 720;

	private static final int HEIGHT = 260;

	private static final double LEFT = 56;

	private static final double RIGHT = 540;

	private static final double TOP = 16;

	private static final double BOTTOM = 216;

	private final Shutdown shutdown;

	private final Scale x;

	private final Scale y;

	private final Steps told;

	private final Steps cut;

	/**
	 * A plot whose time axis is that long, so that plots can be compared.
	 */
	Plot(Shutdown shutdown, double seconds) {
		this.shutdown = shutdown;
		this.told = steps(Figures::isClosed);
		this.cut = steps((departure) -> !Figures.isClosed(departure));
		this.x = new Scale(seconds, LEFT, RIGHT);
		this.y = new Scale(Math.max(1, this.told.height() + this.cut.height()), BOTTOM, TOP);
	}

	private Steps steps(Predicate<Departure> which) {
		return Steps.of(this.shutdown.seen()
			.departures()
			.stream()
			.filter(which)
			.mapToDouble(this.shutdown::secondsTo)
			.toArray());
	}

	String svg(String id) {
		StringBuilder svg = new StringBuilder();
		svg.append(String.format(Locale.ROOT,
				"<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title %s-text\">%n", WIDTH, HEIGHT, id,
				id));
		svg.append(String.format("<title id=\"%s-title\">%s</title>%n", id, Html.escape(this.shutdown.label())));
		svg.append(String.format("<desc id=\"%s-text\">%s</desc>%n", id, Html.escape(description())));
		addAxes(svg);
		addExit(svg);
		addLine(svg, "told", this.told, "told", -4);
		addLine(svg, "cut", this.cut, "cut", 12);
		return svg.append("</svg>").toString();
	}

	private String description() {
		return String.format(Locale.ROOT,
				"Clients that have left, by seconds since SIGTERM: %,d told to leave, %,d cut. "
						+ "The process ended after %.2f seconds.",
				this.told.height(), this.cut.height(), this.shutdown.secondsToExit());
	}

	private void addAxes(StringBuilder svg) {
		int tens = (this.x.tick() < 1) ? 1 : 0;
		for (double second = 0; second <= this.x.max(); second += this.x.tick()) {
			addText(svg, this.x.of(second), BOTTOM + 18, "middle",
					String.format(Locale.ROOT, "%." + tens + "f", second));
		}
		addText(svg, (LEFT + RIGHT) / 2, BOTTOM + 38, "middle", "seconds since SIGTERM");
		for (double clients = 0; clients <= this.y.max(); clients += this.y.tick()) {
			svg.append(String.format(Locale.ROOT,
					"<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>%n", LEFT, RIGHT,
					this.y.of(clients), this.y.of(clients)));
			addText(svg, LEFT - 8, this.y.of(clients) + 4, "end", String.format(Locale.ROOT, "%,.0f", clients));
		}
	}

	private void addExit(StringBuilder svg) {
		double position = this.x.of(this.shutdown.secondsToExit());
		svg.append(
				String.format(Locale.ROOT, "<line class=\"exit\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
						position, position, TOP, BOTTOM));
		addText(svg, position, TOP - 4, "middle", "exit");
	}

	private void addLine(StringBuilder svg, String style, Steps steps, String label, double offset) {
		if (steps.height() == 0) {
			return;
		}
		svg.append(String.format("<path class=\"%s\" d=\"%s\"/>%n", style, steps.path(this.x, this.y)));
		addText(svg, RIGHT + 8, this.y.of(steps.height()) + offset, "start",
				String.format(Locale.ROOT, "%,d %s", steps.height(), label));
	}

	private void addText(StringBuilder svg, double x, double y, String anchor, String text) {
		svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y,
				anchor, Html.escape(text)));
	}

}
