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
