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

package io.github.wsshutdown.actuate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.ShutdownBudget;

/**
 * What a shutdown of the application takes at most.
 *
 * @param totalSeconds the sum
 * @param availableSeconds how long the platform waits, if that is known
 * @param exceeded whether a shutdown may be cut short
 * @param seconds the terms of the sum, one after another
 */
record BudgetDescription(double totalSeconds, @Nullable Double availableSeconds, boolean exceeded,
		Map<String, Double> seconds) {

	static @Nullable BudgetDescription of(@Nullable ShutdownBudget budget) {
		if (budget == null) {
			return null;
		}
		Map<String, Double> seconds = new LinkedHashMap<>();
		for (ShutdownBudget.Term term : budget.terms()) {
			seconds.put(Text.shown(term.name()), Text.seconds(term.duration()));
		}
		Duration available = budget.available();
		return new BudgetDescription(Text.seconds(budget.total()), (available != null) ? Text.seconds(available) : null,
				budget.isExceeded(), seconds);
	}

}
