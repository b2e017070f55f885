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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

import io.github.wsshutdown.samples.demo.report.Table.Row;
import io.github.wsshutdown.samples.demo.seen.Shutdown;

/**
 * A page that needs nothing but itself.
 */
public final class HtmlPage {

	private HtmlPage() {
	}

	/**
	 * The page with these sections, and a line on where the figures come from.
	 */
	public static String render(List<Section> sections, String origin) {
		StringBuilder body = new StringBuilder();
		for (int i = 0; i < sections.size(); i++) {
			addSection(body, sections.get(i), "plot-" + i);
		}
		return template().replace("${origin}", Html.escape(origin)).replace("${sections}", body);
	}

	private static String template() {
		try (InputStream page = HtmlPage.class.getResourceAsStream("page.html")) {
			return new String(page.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void addSection(StringBuilder body, Section section, String id) {
		body.append("<section>\n<h2>").append(Html.escape(section.table().title())).append("</h2>\n");
		double seconds = section.shutdowns().stream().flatMapToDouble(HtmlPage::moments).max().orElse(1);
		for (int i = 0; i < section.shutdowns().size(); i++) {
			Shutdown shutdown = section.shutdowns().get(i);
			body.append("<h3>").append(Html.escape(shutdown.label())).append("</h3>\n");
			body.append(new Plot(shutdown, seconds).svg(id + "-" + i)).append("\n");
		}
		addTable(body, section.table());
		body.append("</section>\n");
	}

	private static DoubleStream moments(Shutdown shutdown) {
		DoubleStream departures = shutdown.seen().departures().stream().mapToDouble(shutdown::secondsTo);
		return DoubleStream.concat(departures, DoubleStream.of(shutdown.secondsToExit()));
	}

	private static void addTable(StringBuilder body, Table table) {
		body.append("<table>\n<thead><tr><td></td>");
		table.columns().forEach((column) -> body.append(element("th scope=\"col\"", column)));
		body.append("</tr></thead>\n<tbody>\n");
		table.rows().forEach((row) -> addRow(body, row));
		body.append("</tbody>\n</table>\n");
	}

	private static void addRow(StringBuilder body, Row row) {
		body.append("<tr>").append(element("th scope=\"row\" class=\"depth-" + row.depth() + "\"", row.label()));
		body.append(row.cells().stream().map((cell) -> element("td", cell)).collect(Collectors.joining()));
		body.append("</tr>\n");
	}

	private static String element(String tag, String text) {
		return "<" + tag + ">" + Html.escape(text) + "</" + tag.split(" ", 2)[0] + ">";
	}

}
