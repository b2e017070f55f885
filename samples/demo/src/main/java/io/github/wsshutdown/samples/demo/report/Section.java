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

import io.github.wsshutdown.samples.demo.seen.Shutdown;

/**
 * What is shown together.
 *
 * @param table its table
 * @param shutdowns what the table compares
 */
public record Section(Table table, List<Shutdown> shutdowns) {

	public static Section of(String title, List<Shutdown> shutdowns) {
		return new Section(FigureTable.of(title, shutdowns), List.copyOf(shutdowns));
	}

	/**
	 * What is shown of several scenarios together.
	 */
	public static Section summary(String title, List<Comparison> comparisons) {
		List<Shutdown> shutdowns = comparisons.stream()
			.flatMap((comparison) -> comparison.shutdowns()
				.stream()
				.map((shutdown) -> shutdown.named(comparison.title() + ", " + shutdown.label())))
			.toList();
		return new Section(SummaryTable.of(title, comparisons), shutdowns);
	}

}
