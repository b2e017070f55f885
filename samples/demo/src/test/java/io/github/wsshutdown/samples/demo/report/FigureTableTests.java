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

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.samples.demo.report.Table.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The figures of a comparison.
 */
class FigureTableTests {

	private final Table table = FigureTable.of("title", List.of(Shutdowns.rough(), Shutdowns.smooth()));

	@Test
	void everyShutdownHasAColumn() {
		assertThat(this.table.columns()).containsExactly("rough", "smooth");
	}

	@Test
	void clientsAreToldOrCut() {
		assertThat(cells("clients")).containsExactly("3", "102");
		assertThat(cells("told to leave by a close frame")).containsExactly("0", "101");
		assertThat(cells("1001 \"<bye>\"")).containsExactly("0", "101");
		assertThat(cells("of these, TCP reset after it")).containsExactly("0", "1");
		assertThat(cells("cut without a close frame (1006)")).containsExactly("3", "1");
		assertThat(cells("TCP ended (FIN)")).containsExactly("2", "0");
		assertThat(cells("TCP reset (RST)")).containsExactly("1", "1");
	}

	@Test
	void everyGroupIsCounted() {
		assertThat(cells("idle")).containsExactly("0 of 2", "100 of 100");
		assertThat(cells("waiting for a slow reply")).containsExactly("0 of 0", "1 of 1");
		assertThat(cells("not reading")).containsExactly("0 of 1", "0 of 1");
	}

	@Test
	void groupThatNeverCameIsLeftOut() {
		assertThat(this.table.rows()).extracting(Row::label).doesNotContain("sending all the time");
	}

	@Test
	void whatNeverHappenedIsLeftOut() {
		assertThat(this.table.rows()).extracting(Row::label).doesNotContain("protocol broken", "another answer");
	}

	@Test
	void repliesAndHandshakesAreCounted() {
		assertThat(cells("replies to slow messages received")).containsExactly("0 of 2", "2 of 2");
		assertThat(cells("handshakes tried during the shutdown")).containsExactly("2", "2");
		assertThat(cells("503 with Retry-After")).containsExactly("0", "2");
		assertThat(cells("101, then cut without a close frame")).containsExactly("1", "0");
		assertThat(cells("TCP refused or reset")).containsExactly("1", "0");
	}

	@Test
	void timesAreThoseOfClientsThatNothingHoldsUp() {
		assertThat(cells("median")).containsExactly("never", "0.50 s");
		assertThat(cells("99 %")).containsExactly("never", "0.99 s");
		assertThat(cells("last")).containsExactly("never", "1.00 s");
	}

	@Test
	void exitIsReported() {
		assertThat(cells("SIGTERM to exit")).containsExactly("0.50 s", "4.50 s");
		assertThat(cells("exit status")).containsExactly("143", "143 (killed)");
	}

	@Test
	void rowThatDoesNotFitIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Table("", List.of("one", "two"), List.of(new Row(0, "short", List.of("1")))))
			.withMessageContaining("short");
	}

	private List<String> cells(String label) {
		return this.table.rows()
			.stream()
			.filter((row) -> row.label().equals(label))
			.map(Row::cells)
			.findFirst()
			.orElseThrow(() -> new AssertionError("There is no row '" + label + "'"));
	}

}
