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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventBoundary}.
 */
class EventBoundaryTests {

	private static final String[] NAMES = { "\\n", "\\r" };

	private EventBoundary boundary = new EventBoundary(EventFormat.SERVER_SENT_EVENTS);

	@Test
	void streamMayEndBeforeAnythingIsWritten() {
		assertThat(this.boundary.isReached()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "data: a\\n\\n", "data: a\\r\\r", "data: a\\r\\n\\r\\n", "data: a\\n\\r\\n",
			"data: a\\r\\n\\r", "data: a\\n\\r", "data: a\\r\\n\\n", ":\\n\\n", "\\n", "\\r\\n",
			"event: b\\ndata: a\\ndata:\\n\\n", "data: a\\n\\n\\n\\n" })
	void blankLineEndsAServerSentEvent(String text) {
		assertThat(write(text)).isEqualTo(unescape(text).length());
		assertThat(this.boundary.isReached()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "d", "data: a", "data: a\\n", "data: a\\r", "data: a\\r\\n", "data: a\\ndata: b\\r\\n",
			"\\ufeff" })
	void anythingElseIsTheMiddleOfAnEvent(String text) {
		assertThat(write(text)).isEqualTo(-1);
		assertThat(this.boundary.isReached()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "data: a\\n\\ndata: b, 9", "data: a\\n\\ndata: b\\n\\nd, 18", "data: a\\r\\n\\r\\ndata: b\\r\\n, 11" })
	void endOfTheLastWholeEventIsFound(String text, int length) {
		assertThat(write(text)).isEqualTo(length);
		assertThat(this.boundary.isReached()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "data: a\\n\\n", "data: a\\r\\n\\r\\n", "data: a\\r\\r", "data: a\\n\\ndata: b\\n" })
	void itDoesNotMatterHowManyWritesAnEventTakes(String text) {
		EventBoundary whole = new EventBoundary(EventFormat.SERVER_SENT_EVENTS);
		byte[] bytes = unescape(text).getBytes(StandardCharsets.UTF_8);
		whole.written(bytes, 0, bytes.length);
		for (byte octet : bytes) {
			this.boundary.written(octet);
		}
		assertThat(this.boundary.isReached()).isEqualTo(whole.isReached());
	}

	@Test
	void offsetAndLengthAreMinded() {
		byte[] bytes = "\n\ndata: a\n\n".getBytes(StandardCharsets.UTF_8);
		assertThat(this.boundary.written(bytes, 2, 8)).isEqualTo(-1);
		assertThat(this.boundary.written(bytes, 10, 1)).isEqualTo(1);
		assertThat(this.boundary.written(bytes, 0, 0)).isEqualTo(-1);
		assertThat(this.boundary.isReached()).isTrue();
	}

	@Test
	void flushDoesNotEndAServerSentEvent() {
		write("data: a\\n");
		this.boundary.flushed();
		assertThat(this.boundary.isReached()).isFalse();
	}

	@Test
	void lineEndsAnEventOfLines() {
		this.boundary = new EventBoundary(EventFormat.LINES);
		assertThat(write("{}")).isEqualTo(-1);
		this.boundary.flushed();
		assertThat(this.boundary.isReached()).isFalse();
		assertThat(write("\\n{}\\n{")).isEqualTo(4);
		assertThat(write("}\\n")).isEqualTo(2);
		assertThat(this.boundary.isReached()).isTrue();
	}

	@Test
	void flushEndsAnEventOfAnUnknownFormat() {
		this.boundary = new EventBoundary(EventFormat.UNKNOWN);
		assertThat(write("--frame\\n\\n")).isEqualTo(-1);
		assertThat(this.boundary.isReached()).isFalse();
		this.boundary.flushed();
		assertThat(this.boundary.isReached()).isTrue();
	}

	private int write(String text) {
		byte[] bytes = unescape(text).getBytes(StandardCharsets.UTF_8);
		return this.boundary.written(bytes, 0, bytes.length);
	}

	private static String unescape(String text) {
		return text.replace(NAMES[0], "\n").replace(NAMES[1], "\r");
	}

}
