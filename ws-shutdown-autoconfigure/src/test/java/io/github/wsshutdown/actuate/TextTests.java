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

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Text}.
 */
class TextTests {

	@Test
	void whatBeginsALineOrSteersATerminalIsReplaced() {
		assertThat(Text.shown("a\nb\rc\u001b[31md\u2028e\u2029f\u202eg\u0000")).isEqualTo("a?b?c?[31md?e?f?g?");
		assertThat(Text.isPrintable("a\nb")).isFalse();
		assertThat(Text.isPrintable("gr\u00fc\u00dfe \u6f22\u5b57")).isTrue();
	}

	@Test
	void longTextIsCut() {
		assertThat(Text.shown("x".repeat(1_000_000))).hasSize(Text.MAX_LENGTH).endsWith("x\u2026");
		assertThat(Text.shown("x".repeat(Text.MAX_LENGTH))).hasSize(Text.MAX_LENGTH).endsWith("xx");
	}

	@Test
	void timeIsInSeconds() {
		assertThat(Text.seconds(Duration.ofMillis(1234))).isEqualTo(1.234);
	}

	@Test
	void numberIsRoundedButNotToZero() {
		assertThat(Text.rounded(3.14159)).isEqualTo(3.14);
		assertThat(Text.rounded(1234.5678)).isEqualTo(1234.57);
		assertThat(Text.rounded(0.0033333)).isEqualTo(0.00333);
		assertThat(Text.rounded(0)).isZero();
	}

	@Test
	void timeIsToldToTheMillisecond() {
		assertThat(Text.time(Instant.parse("2026-11-22T03:00:00.123987654Z"))).isEqualTo("2026-11-22T03:00:00.123Z");
	}

}
