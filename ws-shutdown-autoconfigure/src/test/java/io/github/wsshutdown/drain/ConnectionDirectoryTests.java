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
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.ConnectionDirectory.Entry;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionDirectoryTests {

	private static final Departure DEPARTURE = new Departure(OptionalInt.of(1008), "bye", Duration.ofSeconds(5));

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final DrainHarness harness = new DrainHarness();

	private final ConnectionDirectory directory = new ConnectionDirectory(this.harness.registry(),
			this.harness.timer());

	@AfterEach
	void close() {
		this.harness.close();
	}

	private List<Connection> page(long after, int limit) {
		return this.directory.page(after, limit, (connection) -> true).stream().map(Entry::connection).toList();
	}

	private long number(Connection connection) {
		return this.directory.page(0, 1, (each) -> each.connection() == connection).get(0).number();
	}

	@Test
	void pageIsSortedByAge() {
		List<RecordingConnection> connections = this.harness.open(50);
		this.harness.reserve();
		assertThat(page(0, 100)).containsExactlyElementsOf(connections);
		assertThat(page(0, 3)).containsExactlyElementsOf(connections.subList(0, 3));
		assertThat(page(0, 0)).isEmpty();
	}

	@Test
	void nextPageBeginsBehindTheLast() {
		List<RecordingConnection> connections = this.harness.open(10);
		long fourth = number(connections.get(3));
		assertThat(page(fourth, 3)).containsExactlyElementsOf(connections.subList(4, 7));
		assertThat(page(number(connections.get(9)), 3)).isEmpty();
	}

	@Test
	void filterDecidesBeforeTheLimit() {
		List<RecordingConnection> connections = this.harness.open(10);
		assertThat(this.directory.page(0, 1, (each) -> each.connection() == connections.get(9))).hasSize(1);
	}

	@Test
	void connectionIsFoundUntilItEnds() {
		RecordingConnection connection = this.harness.open();
		long number = number(connection);
		assertThat(this.directory.find(number)).contains(new Entry(number, connection, false));
		assertThat(this.directory.find(number + 1)).isEmpty();
		connection.end(Outcome.PEER_GONE);
		assertThat(this.directory.find(number)).isEmpty();
		assertThat(this.directory.disconnect(number, DEPARTURE, TIMEOUT)).isFalse();
	}

	@Test
	void oneIsAskedToLeaveOnceWithItsCode() {
		List<RecordingConnection> connections = this.harness.open(2);
		connections.forEach(RecordingConnection::neverAnswers);
		long number = number(connections.get(0));
		assertThat(this.directory.disconnect(number, DEPARTURE, TIMEOUT)).isTrue();
		assertThat(this.directory.disconnect(number, DEPARTURE, TIMEOUT)).isFalse();
		assertThat(connections.get(0).departures()).containsExactly(DEPARTURE);
		assertThat(connections.get(1).departures()).isEmpty();
	}

	@Test
	void whoDoesNotLeaveIsCut() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		this.directory.disconnect(number(connection), DEPARTURE, TIMEOUT);
		this.harness.advance(TIMEOUT.minusMillis(1));
		assertThat(connection.cut()).isEmpty();
		this.harness.advance(Duration.ofMillis(1));
		assertThat(connection.cut()).containsExactly(TIMEOUT);
	}

	@Test
	void whoLeavesIsNotCut() {
		RecordingConnection connection = this.harness.open();
		this.directory.disconnect(number(connection), DEPARTURE, TIMEOUT);
		this.harness.advance(TIMEOUT.multipliedBy(2));
		assertThat(connection.cut()).isEmpty();
	}

	@Test
	void connectionThatCannotBeAskedIsCut() {
		RecordingConnection connection = this.harness.open().onLeave(RecordingConnection::fail);
		assertThat(this.directory.disconnect(number(connection), DEPARTURE, TIMEOUT)).isTrue();
		assertThat(connection.isOpen()).isFalse();
	}

	@Test
	void drainDoesNotAskAgainAndCountsIt() {
		RecordingConnection connection = this.harness.open().neverAnswers();
		this.directory.disconnect(number(connection), DEPARTURE, DrainHarness.TIMEOUT.multipliedBy(2));
		Drain drain = this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(connection.asked()).hasSize(1);
		assertThat(DrainHarness.reportOf(drain).asked()).isOne();
	}

	@Test
	void oneWhoWaitsInADrainIsAskedAheadOfItsTurn() {
		RecordingConnection busy = this.harness.open();
		busy.activity().begin();
		Drain drain = this.harness.drain();
		assertThat(this.directory.disconnect(number(busy), DEPARTURE, TIMEOUT)).isTrue();
		assertThat(busy.departures()).containsExactly(DEPARTURE);
		assertThat(DrainHarness.reportOf(drain).asked()).isOne();
	}

}
