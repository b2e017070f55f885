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
import java.util.OptionalInt;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ValidationTests {

	private static final Duration NEGATIVE = Duration.ofMillis(-1);

	@Test
	void settingsNameWhatIsWrong() {
		assertRefused("settle", () -> new TestSettings().settle(NEGATIVE).build());
		assertRefused("rate", () -> new TestSettings().rate(-1).build());
		assertRefused("grace", () -> new TestSettings().grace(NEGATIVE).build());
		assertRefused("cutMargin", () -> new TestSettings().cutMargin(NEGATIVE).build());
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -0.1, 1.01, Double.NaN })
	void shareIsAboveZeroAndAtMostOne(double share) {
		assertRefused("maxShare", () -> new TestSettings().maxShare(share).build());
	}

	@Test
	void limitsAreAllowed() {
		DrainSettings settings = new TestSettings().settle(Duration.ZERO)
			.rate(0)
			.maxShare(1)
			.grace(Duration.ZERO)
			.cutMargin(Duration.ZERO)
			.build();
		assertThat(settings.maxShare()).isOne();
	}

	@Test
	void timeoutIsPositive() {
		assertRefused("timeout", () -> new DrainRequest(Scope.everything(), Cause.request("x"), Duration.ZERO));
		assertRefused("timeout", () -> new DrainRequest(Scope.everything(), Cause.request("x"), NEGATIVE));
	}

	@Test
	void writeTimeoutIsPositive() {
		assertRefused("writeTimeout", () -> new Departure(OptionalInt.empty(), "", Duration.ZERO));
		assertRefused("writeTimeout", () -> new Departure(OptionalInt.empty(), "", NEGATIVE));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 999, 1004, 1005, 1006, 1014, 1015, 2999, 5000 })
	void codeOfADrainMayBeSent(int code) {
		assertRefused("code " + code, () -> new DrainOptions(null, OptionalInt.of(code), null));
	}

	@Test
	void reasonOfADrainFitsIntoACloseFrame() {
		assertRefused("reason", () -> new DrainOptions(null, OptionalInt.empty(), "ö".repeat(62)));
		DrainOptions longest = new DrainOptions(null, OptionalInt.of(4999), "x" + "ö".repeat(61));
		assertThat(longest.reason()).hasSize(62);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "WebSocket", "1st", "a_b", "a b", "abcdefghijklmnopqrstuvwxyz0123456" })
	void kindHasAShortName(String name) {
		assertRefused("Kind name '" + name + "'", () -> new Kind(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "websocket", "s", "sock-js", "h2c", "abcdefghijklmnopqrstuvwxyz012345" })
	void kindIsItsName(String name) {
		assertThat(new Kind(name)).hasToString(name);
	}

	private static void assertRefused(String name, ThrowingCallable creation) {
		assertThatIllegalArgumentException().isThrownBy(creation).withMessageStartingWith(name);
	}

}
