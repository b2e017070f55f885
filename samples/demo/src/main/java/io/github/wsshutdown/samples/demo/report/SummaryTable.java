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
import java.util.OptionalDouble;

import io.github.wsshutdown.samples.demo.report.Table.Row;
import io.github.wsshutdown.samples.demo.seen.Group;
import io.github.wsshutdown.samples.demo.seen.Shutdown;

/**
 * The table that has a few figures of several comparisons, one below the other.
 */
final class SummaryTable {

	private SummaryTable() {
	}

	static Table of(String title, List<Comparison> comparisons) {
		List<Row> rows = new ArrayList<>();
		comparisons.forEach((comparison) -> rows.addAll(rows(comparison)));
		List<Shutdown> first = comparisons.get(0).shutdowns();
		return new Table(title, first.stream().map(Shutdown::label).toList(), rows);
	}

	private static List<Row> rows(Comparison comparison) {
		TableBuilder table = new TableBuilder(comparison.shutdowns());
		table.row(0, comparison.title(), (shutdown) -> "");
		if (new Figures(comparison.shutdowns().get(0)).size(Group.STREAM) > 0) {
			share(table, "ended in order", "");
			share(table, "told when to come back", "retry:");
		}
		else {
			share(table, "told to leave by a close frame", "");
			table.closes(2);
		}
		table.seconds(1, "SIGTERM to exit", (shutdown) -> OptionalDouble.of(shutdown.secondsToExit()));
		return table.build("").rows();
	}

	/**
	 * Those whose goodbye has something in it.
	 */
	private static void share(TableBuilder table, String label, String words) {
		table.share(1, label, (figures) -> figures.closes(words), (figures) -> figures.clients((departure) -> true));
	}

}
