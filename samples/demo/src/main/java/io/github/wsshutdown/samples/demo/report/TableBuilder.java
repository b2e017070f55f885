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
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.github.wsshutdown.samples.demo.report.Table.Row;
import io.github.wsshutdown.samples.demo.seen.Shutdown;

/**
 * Puts rows together whose cells are all computed in the same way.
 */
final class TableBuilder {

	private final List<Shutdown> shutdowns;

	private final List<Row> rows = new ArrayList<>();

	TableBuilder(List<Shutdown> shutdowns) {
		this.shutdowns = shutdowns;
	}

	TableBuilder count(int depth, String label, ToLongFunction<Figures> figure) {
		return row(depth, label, (shutdown) -> count(figure.applyAsLong(new Figures(shutdown))));
	}

	/**
	 * A row that is left out where there is nothing to tell.
	 */
	TableBuilder countIfAny(int depth, String label, ToLongFunction<Figures> figure) {
		boolean any = this.shutdowns.stream().map(Figures::new).mapToLong(figure).anyMatch((count) -> count > 0);
		return any ? count(depth, label, figure) : this;
	}

	/**
	 * A row for each kind of goodbye.
	 */
	TableBuilder closes(int depth) {
		TreeSet<String> kinds = new TreeSet<>();
		this.shutdowns.forEach((shutdown) -> kinds.addAll(new Figures(shutdown).closes().keySet()));
		kinds.forEach((kind) -> count(depth, kind, (figures) -> figures.closes().getOrDefault(kind, 0L)));
		return this;
	}

	TableBuilder share(int depth, String label, ToLongFunction<Figures> part, ToLongFunction<Figures> whole) {
		return row(depth, label, (shutdown) -> {
			Figures figures = new Figures(shutdown);
			return count(part.applyAsLong(figures)) + " of " + count(whole.applyAsLong(figures));
		});
	}

	TableBuilder seconds(int depth, String label, Function<Shutdown, OptionalDouble> figure) {
		return row(depth, label, (shutdown) -> {
			OptionalDouble seconds = figure.apply(shutdown);
			return seconds.isPresent() ? String.format(Locale.ROOT, "%.2f s", seconds.getAsDouble()) : "never";
		});
	}

	TableBuilder row(int depth, String label, Function<Shutdown, String> cell) {
		this.rows.add(new Row(depth, label, this.shutdowns.stream().map(cell).toList()));
		return this;
	}

	Table build(String title) {
		return new Table(title, this.shutdowns.stream().map(Shutdown::label).toList(), this.rows);
	}

	private String count(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

}
