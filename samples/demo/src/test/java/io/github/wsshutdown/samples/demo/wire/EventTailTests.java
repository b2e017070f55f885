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

package io.github.wsshutdown.samples.demo.wire;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a stream of events.
 */
class EventTailTests {

	private final EventTail tail = new EventTail();

	@Test
	void retryOfTheLastEventIsFound() {
		feed("data:x\n\n".repeat(1000), "event:moving\nretry:20", "00\ndata:Bye\n\n");
		assertThat(this.tail.retry()).hasValue("2000");
	}

	@Test
	void retryOfItsOwnIsFound() {
		feed("data:x\n\nretry: 5000\n\n");
		assertThat(this.tail.retry()).hasValue("5000");
	}

	@Test
	void retryOfAnEventBeforeIsNotMeant() {
		feed("retry:5000\n\n", "data:x\n\n");
		assertThat(this.tail.retry()).isEmpty();
	}

	@Test
	void nothingCameYet() {
		assertThat(this.tail.isAny()).isFalse();
	}

	private void feed(String... portions) {
		for (String portion : portions) {
			this.tail.feed(portion.getBytes(StandardCharsets.ISO_8859_1));
		}
	}

}
