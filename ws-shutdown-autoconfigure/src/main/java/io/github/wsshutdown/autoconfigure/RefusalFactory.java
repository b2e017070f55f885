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

package io.github.wsshutdown.autoconfigure;

import java.time.Duration;

import io.github.wsshutdown.servlet.Refusal;

/**
 * Turns {@code ws-shutdown.retry-after} into the answer for refused newcomers.
 */
final class RefusalFactory {

	private RefusalFactory() {
	}

	static Refusal create(Duration retryAfter) {
		return new Refusal(validated(retryAfter));
	}

	static Duration validated(Duration retryAfter) {
		if (!DrainTime.isPositive(retryAfter)) {
			throw new InvalidWsShutdownPropertyException("ws-shutdown.retry-after", retryAfter,
					"which asks clients to come back at once", "Set it to a positive duration, such as 5s");
		}
		return retryAfter;
	}

}
