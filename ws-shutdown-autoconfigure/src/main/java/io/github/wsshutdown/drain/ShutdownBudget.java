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

package io.github.wsshutdown.drain;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a shutdown of the application takes at most, term by term, and what the platform
 * allows.
 *
 * @param terms what comes one after another, in this order; those that take no time are
 * present too
 * @param available how long the platform waits until it kills the process, or
 * {@code null} if that is not known
 */
public record ShutdownBudget(List<Term> terms, @Nullable Duration available) {

	public ShutdownBudget {
		terms = List.copyOf(terms);
	}

	/**
	 * Returns what a shutdown takes at most.
	 * @return the sum of the terms
	 */
	public Duration total() {
		return this.terms.stream().map(Term::duration).reduce(Duration.ZERO, Duration::plus);
	}

	/**
	 * Tells whether a shutdown may take longer than the platform is known to allow.
	 * @return whether it may be cut short
	 */
	public boolean isExceeded() {
		return this.available != null && total().compareTo(this.available) > 0;
	}

	/**
	 * A part of a shutdown.
	 *
	 * @param name what it is, in words with hyphens
	 * @param duration how long it takes at most
	 */
	public record Term(String name, Duration duration) {

		public Term {
			if (duration.isNegative()) {
				throw new IllegalArgumentException(name + " " + duration + " must be zero or more");
			}
		}

	}

}
