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
