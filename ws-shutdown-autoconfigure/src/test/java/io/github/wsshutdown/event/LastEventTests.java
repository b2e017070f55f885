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

package io.github.wsshutdown.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LastEvent}.
 */
class LastEventTests {

	private static final Duration RETRY = Duration.ofSeconds(5);

	@Test
	void retryIsToldWithoutAnEvent() {
		assertThat(text(null, null)).isEqualTo("retry: 5000\n\n");
		assertThat(text(null, "")).isEqualTo("retry: 5000\n\n");
	}

	@Test
	void eventHasItsNameAndData() {
		assertThat(text("leave", "bye")).isEqualTo("retry: 5000\nevent: leave\ndata: bye\n\n");
	}

	@Test
	void eventWithoutANameIsAMessage() {
		assertThat(text(null, "bye \u00e4")).isEqualTo("retry: 5000\ndata: bye \u00e4\n\n");
	}

	/**
	 * Without data a browser would not dispatch it.
	 */
	@Test
	void eventWithANameOnlyHasEmptyData() {
		assertThat(text("leave", null)).isEqualTo("retry: 5000\nevent: leave\ndata:\n\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\rb", "a\r\nb", "a\nb\n" })
	void everyLineOfDataIsOneOfTheEvent(String data) {
		assertThat(text("leave", data)).isEqualTo("retry: 5000\nevent: leave\ndata: a\ndata: b\n\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "leave", "" })
	void theyEndWhereAnEventEnds(String data) {
		byte[] bytes = new LastEvent("name", data, RETRY).bytes();
		EventBoundary boundary = new EventBoundary(EventFormat.SERVER_SENT_EVENTS);
		assertThat(boundary.written(bytes, 0, bytes.length)).isEqualTo(bytes.length);
	}

	@Test
	void retryIsRoundedUp() {
		assertThat(new LastEvent(null, null, Duration.ofNanos(1)).bytes()).asString(StandardCharsets.UTF_8)
			.isEqualTo("retry: 1\n\n");
		assertThat(new LastEvent(null, null, Duration.ofNanos(1_000_001)).bytes()).asString(StandardCharsets.UTF_8)
			.isEqualTo("retry: 2\n\n");
	}

	@Test
	void whatIsNoEventIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LastEvent(null, null, Duration.ZERO))
			.withMessage("retry PT0S must be positive");
		assertThatIllegalArgumentException().isThrownBy(() -> new LastEvent(null, null, RETRY.negated()));
		assertThatIllegalArgumentException().isThrownBy(() -> new LastEvent("a\nb", null, RETRY))
			.withMessage("name 'a\nb' must be one line");
	}

	private static String text(@Nullable String name, @Nullable String data) {
		return new String(new LastEvent(name, data, RETRY).bytes(), StandardCharsets.UTF_8);
	}

}
