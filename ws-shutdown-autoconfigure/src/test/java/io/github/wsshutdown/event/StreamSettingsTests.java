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

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StreamSettings}.
 */
class StreamSettingsTests {

	private final StreamSettings settings = new StreamSettings(List.of("text/event-stream", "application/x-ndjson"),
			new LastEvent(null, null, Duration.ofSeconds(5)), EventSourceRefusal.RETRY);

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream", "text/event-stream;charset=UTF-8", "Text/Event-Stream ; a=b" })
	void responseOfAStreamsTypeHasAFormat(String contentType) {
		assertThat(this.settings.formatOf(contentType)).isEqualTo(EventFormat.SERVER_SENT_EVENTS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/event-streams", "text/*", "application/stream+json", "" })
	void responseOfAnotherTypeHasNone(String contentType) {
		assertThat(this.settings.formatOf(contentType)).isNull();
	}

	@Test
	void responseWithoutATypeHasNone() {
		assertThat(this.settings.formatOf(null)).isNull();
	}

	@Test
	void requestAsksForStreamsIfItTakesNothingElse() {
		assertThat(this.settings.areAskedFor(List.of("text/event-stream"))).isTrue();
		assertThat(this.settings.areAskedFor(List.of("Text/Event-Stream;q=1, application/x-ndjson"))).isTrue();
		assertThat(this.settings.areAskedFor(List.of("text/event-stream", "application/x-ndjson"))).isTrue();
	}

	@Test
	void requestThatTakesSomethingElseAsWellDoesNot() {
		assertThat(this.settings.areAskedFor(List.of("application/json, text/event-stream"))).isFalse();
		assertThat(this.settings.areAskedFor(List.of("text/event-stream", "*/*"))).isFalse();
		assertThat(this.settings.areAskedFor(List.of(""))).isFalse();
		assertThat(this.settings.areAskedFor(List.of())).isFalse();
	}

	@Test
	void serverSentEventsAreAskedForIfTheyAreAmongThem() {
		assertThat(this.settings.areEventsAskedFor(List.of("application/x-ndjson, text/event-stream;q=0.5"))).isTrue();
		assertThat(this.settings.areEventsAskedFor(List.of("application/x-ndjson", "text/event-stream"))).isTrue();
		assertThat(this.settings.areEventsAskedFor(List.of("application/x-ndjson"))).isFalse();
		assertThat(this.settings.areEventsAskedFor(List.of())).isFalse();
	}

}
