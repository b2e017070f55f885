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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventFormat}.
 */
class EventFormatTests {

	@ParameterizedTest
	@CsvSource({ "text/event-stream, SERVER_SENT_EVENTS", "application/x-ndjson, LINES", "application/ndjson, LINES",
			"application/jsonl, LINES", "application/x-jsonlines, LINES", "application/stream+json, LINES",
			"application/vnd.spring.ndjson, LINES", "multipart/x-mixed-replace, UNKNOWN", "application/json, UNKNOWN",
			"application/xndjson, UNKNOWN", "text/event-streams, UNKNOWN" })
	void formatIsThatOfTheMediaType(String mediaType, EventFormat format) {
		assertThat(EventFormat.of(mediaType)).isEqualTo(format);
	}

}
