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

import java.util.List;

/**
 * A table with a label and a cell for each shutdown in every row.
 *
 * @param title what it is about
 * @param columns the names of the cells
 * @param rows the rows
 */
public record Table(String title, List<String> columns, List<Row> rows) {

	public Table {
		columns = List.copyOf(columns);
		rows = List.copyOf(rows);
		for (Row row : rows) {
			if (row.cells().size() != columns.size()) {
				throw new IllegalArgumentException("Row '" + row.label() + "' has " + row.cells().size() + " cells for "
						+ columns.size() + " columns");
			}
		}
	}

	/**
	 * A row.
	 *
	 * @param depth 0 for a figure, 1 for a part of the figure above, and so on
	 * @param label what the figure is
	 * @param cells the figure of each shutdown
	 */
	record Row(int depth, String label, List<String> cells) {

		Row {
			cells = List.copyOf(cells);
		}

	}

}
