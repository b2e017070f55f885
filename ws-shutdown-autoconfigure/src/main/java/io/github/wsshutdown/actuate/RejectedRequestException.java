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

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Drain;

/**
 * What was asked for cannot be done; the message says why, and what can be.
 */
final class RejectedRequestException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final Problem problem;

	private final transient @Nullable Drain running;

	private RejectedRequestException(Problem problem, String message, @Nullable Drain running) {
		super(message);
		this.problem = problem;
		this.running = running;
	}

	/**
	 * Says that a parameter cannot be what it is.
	 * @param name the name of the parameter
	 * @param value what it is
	 * @param expected what it can be
	 * @return the exception
	 */
	static RejectedRequestException invalid(String name, String value, String expected) {
		return new RejectedRequestException(Problem.INVALID,
				"'" + name + "' is '" + Text.shown(value, 60) + "'; expected is " + expected, null);
	}

	static RejectedRequestException unknown(String name) {
		return new RejectedRequestException(Problem.UNKNOWN,
				"No connection '" + Text.shown(name, 60) + "' is open in this process", null);
	}

	static RejectedRequestException forbidden(String message) {
		return new RejectedRequestException(Problem.FORBIDDEN, message, null);
	}

	static RejectedRequestException running(Drain running) {
		return new RejectedRequestException(Problem.CONFLICT,
				"A drain is running; wait until it is over, or undo it first", running);
	}

	static RejectedRequestException ending(@Nullable Drain running) {
		return new RejectedRequestException(Problem.CONFLICT,
				"The application is ending, which cannot be undone; nothing else is begun any more", running);
	}

	static RejectedRequestException conflict(String message) {
		return new RejectedRequestException(Problem.CONFLICT, message, null);
	}

	Problem problem() {
		return this.problem;
	}

	/**
	 * Returns the drain that is in the way.
	 */
	@Nullable Drain running() {
		return this.running;
	}

	/**
	 * What kind of reason there is.
	 */
	enum Problem {

		INVALID, FORBIDDEN, UNKNOWN, CONFLICT

	}

}
