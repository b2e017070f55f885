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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads what an operator has written. What is not given is {@code null}, and stays so.
 */
final class Parameters {

	private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

	private Parameters() {
	}

	static @Nullable Integer integer(String name, @Nullable String value, int min, int max) {
		if (value == null) {
			return null;
		}
		if (value.matches("\\d{1,9}")) {
			int number = Integer.parseInt(value);
			if (number >= min && number <= max) {
				return number;
			}
		}
		throw RejectedRequestException.invalid(name, value, "a whole number from " + min + " to " + max);
	}

	static @Nullable Duration duration(String name, @Nullable String value, Duration min, Duration max) {
		if (value == null) {
			return null;
		}
		Matcher matcher = DURATION.matcher(value);
		if (matcher.matches()) {
			Duration duration = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
			if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
				return duration;
			}
		}
		throw RejectedRequestException.invalid(name, value,
				"a time from " + written(min) + " to " + written(max) + ", such as 500ms, 30s, 5m or 1h");
	}

	private static Duration duration(long number, String unit) {
		return switch (unit) {
			case "ms" -> Duration.ofMillis(number);
			case "s" -> Duration.ofSeconds(number);
			case "m" -> Duration.ofMinutes(number);
			default -> Duration.ofHours(number);
		};
	}

	/**
	 * Writes a time as an operator would.
	 */
	static String written(Duration duration) {
		boolean whole = duration.toMillis() % 1000 == 0;
		return whole ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
	}

	static @Nullable Boolean flag(String name, @Nullable String value) {
		if (value == null) {
			return null;
		}
		if (value.equals("true") || value.equals("false")) {
			return Boolean.valueOf(value);
		}
		throw RejectedRequestException.invalid(name, value, "true or false");
	}

	static @Nullable String text(String name, @Nullable String value, int maxLength) {
		if (value != null && (value.isBlank() || value.length() > maxLength || !Text.isPrintable(value))) {
			throw RejectedRequestException.invalid(name, value,
					"text of 1 to " + maxLength + " characters without control characters");
		}
		return value;
	}

}
