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

/**
 * Asks for a drain.
 *
 * @param scope which connections
 * @param cause why
 * @param timeout how long until what is left is cut
 * @param options what to do otherwise than configured
 */
public record DrainRequest(Scope scope, Cause cause, Duration timeout, DrainOptions options) {

	public DrainRequest {
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("timeout " + timeout + " must be positive");
		}
		if (options.window() != null && options.window().compareTo(timeout) > 0) {
			throw new IllegalArgumentException(
					"window " + options.window() + " must not be longer than the timeout " + timeout);
		}
	}

	/**
	 * Asks for a drain as is configured.
	 * @param scope which connections
	 * @param cause why
	 * @param timeout how long until what is left is cut
	 */
	public DrainRequest(Scope scope, Cause cause, Duration timeout) {
		this(scope, cause, timeout, DrainOptions.none());
	}

}
