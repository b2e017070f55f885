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

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionIds}.
 */
class ConnectionIdsTests {

	private final ConnectionIds ids = new ConnectionIds();

	@Test
	void nameStandsForItsNumber() {
		for (long number : new long[] { 1, 2, 4711, Long.MAX_VALUE }) {
			assertThat(this.ids.number(this.ids.name(number))).hasValue(number);
		}
	}

	@Test
	void nameOfAnotherProcessStandsForNobody() {
		assertThat(new ConnectionIds().number(this.ids.name(1))).isEmpty();
	}

	@Test
	void namesOfNeighboursShareNothing() {
		Set<String> beginnings = new HashSet<>();
		Set<String> ends = new HashSet<>();
		for (long number = 1; number <= 100; number++) {
			String name = this.ids.name(number);
			assertThat(name).matches(ConnectionIds.FORMAT);
			beginnings.add(name.substring(0, 16));
			ends.add(name.substring(16));
		}
		assertThat(beginnings).hasSize(100);
		assertThat(ends).hasSize(100);
	}

	@Test
	void guessStandsForNobody() {
		Random random = new Random(1);
		byte[] guess = new byte[16];
		for (int i = 0; i < 1000; i++) {
			random.nextBytes(guess);
			assertThat(this.ids.number(HexFormat.of().formatHex(guess))).isEmpty();
		}
	}

	@Test
	void whatIsNoNameStandsForNobody() {
		String name = this.ids.name(1);
		assertThat(this.ids.number("")).isEmpty();
		assertThat(this.ids.number("1")).isEmpty();
		assertThat(this.ids.number(name.substring(1))).isEmpty();
		assertThat(this.ids.number(name + "0")).isEmpty();
		assertThat(this.ids.number("g" + name.substring(1))).isEmpty();
		assertThat(this.ids.number(this.ids.name(0))).isEmpty();
		assertThat(this.ids.number(this.ids.name(-1))).isEmpty();
	}

}
