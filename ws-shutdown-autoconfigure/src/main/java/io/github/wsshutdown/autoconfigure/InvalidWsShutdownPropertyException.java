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

/**
 * Says that a property has a value that cannot work.
 */
public final class InvalidWsShutdownPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	InvalidWsShutdownPropertyException(String property, Object value, String problem, String remedy) {
		super("'" + property + "' is '" + ((value instanceof Duration duration) ? text(duration) : value) + "', "
				+ problem);
		this.remedy = remedy;
	}

	/**
	 * Returns a duration as one writes it in a configuration file.
	 */
	static String text(Duration duration) {
		boolean wholeSeconds = duration.getNano() == 0;
		return wholeSeconds ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
	}

	/**
	 * Returns what to write instead.
	 * @return a sentence
	 */
	public String getRemedy() {
		return this.remedy;
	}

}
