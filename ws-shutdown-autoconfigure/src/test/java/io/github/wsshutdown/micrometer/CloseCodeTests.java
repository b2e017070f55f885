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

package io.github.wsshutdown.micrometer;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CloseCodeTests {

	@ParameterizedTest
	@CsvSource({ "999, other", "1000, 1000", "1001, 1001", "1006, 1006", "1012, 1012", "1015, 1015", "1016, other",
			"2999, other", "3000, 3xxx", "3999, 3xxx", "4000, 4xxx", "4999, 4xxx", "5000, other", "65535, other",
			"0, other", "-1, other" })
	void codeIsTold(int code, String tag) {
		assertThat(CloseCode.tagOf(OptionalInt.of(code))).isEqualTo(tag);
	}

	@Test
	void kindsWithoutCodesHaveNone() {
		assertThat(CloseCode.tagOf(OptionalInt.empty())).isEqualTo("none");
	}

	@Test
	void thoseOfADrainAreExpected() {
		assertThat(CloseCode.expected("websocket", 4001)).containsExactlyInAnyOrder("1000", "1001", "1005", "1006",
				"4xxx", "none", "other");
		assertThat(CloseCode.expected("websocket", 1001)).containsExactlyInAnyOrder("1000", "1001", "1005", "1006",
				"none", "other");
		assertThat(CloseCode.expected("stream", 1001)).containsExactly("none");
	}

	@Test
	void thereAreFewWhateverPeersSend() {
		Set<String> tags = new HashSet<>();
		for (int code = 0; code <= 0xffff; code++) {
			tags.add(CloseCode.tagOf(OptionalInt.of(code)));
		}
		assertThat(tags).hasSize(19);
	}

}
