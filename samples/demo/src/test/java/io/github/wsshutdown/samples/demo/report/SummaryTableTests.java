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
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.samples.demo.report.Table.Row;
import io.github.wsshutdown.samples.demo.seen.Close;
import io.github.wsshutdown.samples.demo.seen.Departure;
import io.github.wsshutdown.samples.demo.seen.Exit;
import io.github.wsshutdown.samples.demo.seen.Group;
import io.github.wsshutdown.samples.demo.seen.Observations;
import io.github.wsshutdown.samples.demo.seen.Shutdown;
import io.github.wsshutdown.samples.demo.seen.TcpEnd;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A few figures of several comparisons.
 */
class SummaryTableTests {

	private static final Comparison SOCKETS = new Comparison("sockets", List.of(Shutdowns.rough(), Shutdowns.smooth()));

	private static final Comparison STREAMS = new Comparison("streams",
			List.of(streams("rough", Optional.empty()), streams("smooth", Optional.of("in order, retry: 5000"))));

	private final Table table = SummaryTable.of("title", List.of(SOCKETS, STREAMS));

	@Test
	void everyVariantHasAColumn() {
		assertThat(this.table.columns()).containsExactly("rough", "smooth");
	}

	@Test
	void everyComparisonHasItsRows() {
		assertThat(this.table.rows()).containsExactly(new Row(0, "sockets", List.of("", "")),
				new Row(1, "told to leave by a close frame", List.of("0 of 3", "101 of 102")),
				new Row(2, "1001 \"<bye>\"", List.of("0", "101")),
				new Row(1, "SIGTERM to exit", List.of("0.50 s", "4.50 s")), new Row(0, "streams", List.of("", "")),
				new Row(1, "ended in order", List.of("0 of 1", "1 of 1")),
				new Row(1, "told when to come back", List.of("0 of 1", "1 of 1")),
				new Row(1, "SIGTERM to exit", List.of("2.00 s", "2.00 s")));
	}

	@Test
	void everyShutdownHasItsPlace() {
		assertThat(Section.summary("title", List.of(SOCKETS, STREAMS)).shutdowns()).extracting(Shutdown::label)
			.containsExactly("sockets, rough", "sockets, smooth", "streams, rough", "streams, smooth");
	}

	private static Shutdown streams(String label, Optional<String> words) {
		Departure departure = new Departure(Group.STREAM, words.map((text) -> new Close(text, 1_000_000)), TcpEnd.FIN,
				1_000_000);
		return new Shutdown(label, 0, new Exit(143, 2_000_000_000, false),
				new Observations(List.of(departure), 0, 0, List.of()));
	}

}
