package io.github.wsshutdown.samples.demo.report;

import java.util.List;

import io.github.wsshutdown.samples.demo.seen.Shutdown;

/**
 * What is shown of one scenario.
 *
 * @param table its table
 * @param shutdowns what the table compares
 */
public record Section(Table table, List<Shutdown> shutdowns) {

	public static Section of(String title, List<Shutdown> shutdowns) {
		return new Section(FigureTable.of(title, shutdowns), List.copyOf(shutdowns));
	}

}
