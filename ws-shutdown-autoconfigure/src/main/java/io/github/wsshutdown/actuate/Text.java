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

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes what comes from elsewhere fit to be shown: short, and without anything that could
 * begin a new line or steer a terminal.
 */
final class Text {

	static final int MAX_LENGTH = 200;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

	private Text() {
	}

	static String shown(String text) {
		return shown(text, MAX_LENGTH);
	}

	static String shown(String text, int maxLength) {
		String bounded = (text.length() > maxLength) ? text.substring(0, maxLength - 1) + "…" : text;
		return UNPRINTABLE.matcher(bounded).replaceAll("?");
	}

	/**
	 * Returns nothing for what is empty, as the sub-protocol of a session without one may
	 * be.
	 */
	static @Nullable String shownIfAny(@Nullable String text) {
		return (text != null && !text.isEmpty()) ? shown(text) : null;
	}

	/**
	 * Tells whether nothing in a text would have to be replaced.
	 */
	static boolean isPrintable(String text) {
		return !UNPRINTABLE.matcher(text).find();
	}

	/**
	 * Returns a point in time, to the millisecond.
	 */
	static String time(Instant instant) {
		return instant.truncatedTo(ChronoUnit.MILLIS).toString();
	}

	/**
	 * Returns a time in seconds, to a thousandth.
	 */
	static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

	/**
	 * Rounds to what is worth telling: to three digits what is less than one, so that
	 * what is not zero does not become it, and to hundredths what is more.
	 */
	static double rounded(double number) {
		return (number < 1) ? new BigDecimal(number).round(new MathContext(3)).doubleValue()
				: Math.round(number * 100) / 100.0;
	}

}
