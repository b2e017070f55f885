package io.github.wsshutdown.samples.demo.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.samples.demo.report.Table.Row;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A table in a terminal.
 */
class TextTableTests {

	@Test
	void cellsAreAlignedToTheRight() {
		Table table = new Table("Title", List.of("before", "with a long name"),
				List.of(new Row(0, "clients", List.of("1,000", "1,000")), new Row(1, "cut", List.of("1,000", "5"))));
		assertThat(TextTable.render(table)).hasToString(String.join(System.lineSeparator(), //
				"Title", //
				"", //
				"         before  with a long name", //
				"---------------------------------", //
				"clients   1,000             1,000", //
				"  cut     1,000                 5"));
	}

}
