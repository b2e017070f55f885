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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.wsshutdown.samples.demo.report.Table.Row;

/**
 * A table for a terminal.
 */
public final class TextTable {

	private static final String GAP = "  ";

	private TextTable() {
	}

	public static String render(Table table) {
		int labelWidth = table.rows().stream().mapToInt((row) -> label(row).length()).max().orElse(0);
		int[] widths = IntStream.range(0, table.columns().size()).map((column) -> width(table, column)).toArray();
		List<String> lines = new ArrayList<>();
		lines.add(table.title());
		lines.add("");
		lines.add(line("", labelWidth, table.columns(), widths));
		lines.add("-".repeat(labelWidth + IntStream.of(widths).map((width) -> GAP.length() + width).sum()));
		table.rows().forEach((row) -> lines.add(line(label(row), labelWidth, row.cells(), widths)));
		return String.join(System.lineSeparator(), lines);
	}

	private static String label(Row row) {
		return GAP.repeat(row.depth()) + row.label();
	}

	private static int width(Table table, int column) {
		int widest = table.rows().stream().mapToInt((row) -> row.cells().get(column).length()).max().orElse(0);
		return Math.max(widest, table.columns().get(column).length());
	}

	private static String line(String label, int labelWidth, List<String> cells, int[] widths) {
		StringBuilder line = new StringBuilder(label).append(" ".repeat(labelWidth - label.length()));
		for (int column = 0; column < widths.length; column++) {
			String cell = cells.get(column);
			line.append(GAP).append(" ".repeat(widths[column] - cell.length())).append(cell);
		}
		return line.toString().stripTrailing();
	}

}
