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

import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes tag values of close codes, of which a peer may send sixty thousand: those that
 * RFC 6455 and its registry define are told apart, the others by their class.
 */
final class CloseCode {

	private static final int NORMAL = 1000;

	private static final int GOING_AWAY = 1001;

	private static final int NO_STATUS = 1005;

	private static final int ABNORMAL = 1006;

	private static final int FIRST = 1000;

	private static final int LAST = 1015;

	private static final String NONE = "none";

	private static final String OTHER = "other";

	private CloseCode() {
	}

	/**
	 * Returns the tag values that connections of a kind are expected to have.
	 * @param kind the kind
	 * @param drained the status with which drains close
	 */
	static Set<String> expected(String kind, int drained) {
		if (kind.equals("stream")) {
			return Set.of(NONE);
		}
		Stream<String> codes = Stream.of(NORMAL, GOING_AWAY, NO_STATUS, ABNORMAL, drained)
			.map((code) -> tagOf(OptionalInt.of(code)));
		return Stream.concat(codes, Stream.of(NONE, OTHER)).collect(Collectors.toSet());
	}

	static String tagOf(OptionalInt code) {
		if (code.isEmpty()) {
			return NONE;
		}
		int value = code.getAsInt();
		if (value >= FIRST && value <= LAST) {
			return Integer.toString(value);
		}
		return switch (value / FIRST) {
			case 3 -> "3xxx";
			case 4 -> "4xxx";
			default -> OTHER;
		};
	}

}
