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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrainOrderTests {

	@Test
	void connectionsAreAskedAsTheyWereEstablished() {
		assertThat(askedIn(DrainOrder.idleFirst())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	@Test
	void orderIsFollowed() {
		assertThat(askedIn((connections) -> {
			List<Connection> reversed = new ArrayList<>(connections);
			Collections.reverse(reversed);
			return reversed;
		})).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
	}

	@Test
	void orderThatThrowsLosesNobody() {
		assertThat(askedIn((connections) -> {
			throw new IllegalStateException("scripted");
		})).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	@Test
	void whoIsMissingInTheOrderGoesLast() {
		assertThat(askedIn((connections) -> connections.subList(8, 10))).startsWith(8, 9)
			.containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	@Test
	void whoIsNamedTwiceIsAskedOnce() {
		assertThat(askedIn((connections) -> {
			List<Connection> doubled = new ArrayList<>(connections);
			doubled.addAll(connections);
			return doubled;
		})).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	@Test
	void strangerInTheOrderIsNotAsked() {
		RecordingConnection stranger = new DrainHarness().connection();
		assertThat(askedIn((connections) -> {
			List<Connection> more = new ArrayList<>(connections);
			more.add(0, stranger);
			return more;
		})).hasSize(10);
		assertThat(stranger.asked()).isEmpty();
	}

	@Test
	void orderWithoutAnAnswerLosesNobody() {
		assertThat(askedIn((connections) -> null)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	}

	@Test
	void idleFirstKeepsTheOrderWithin() {
		DrainHarness harness = new DrainHarness();
		List<RecordingConnection> connections = harness.open(4);
		connections.get(0).activity().begin();
		connections.get(2).activity().begin();
		assertThat(DrainOrder.idleFirst().order(List.copyOf(connections))).containsExactly(connections.get(1),
				connections.get(3), connections.get(0), connections.get(2));
	}

	private static List<Integer> askedIn(DrainOrder order) {
		DrainHarness harness = new DrainHarness(new TestSettings().rate(1), order);
		List<RecordingConnection> connections = harness.open(10);
		Drain drain = harness.drain(Scope.everything(), Duration.ofMinutes(1));
		harness.advance(Duration.ofMinutes(1));
		assertThat(DrainHarness.reportOf(drain).asked()).isEqualTo(10);
		harness.close();
		List<RecordingConnection> sorted = new ArrayList<>(connections);
		sorted.sort(Comparator.comparing((connection) -> connection.asked().get(0)));
		return sorted.stream().map(connections::indexOf).toList();
	}

}
