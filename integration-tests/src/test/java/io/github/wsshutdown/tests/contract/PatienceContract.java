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

package io.github.wsshutdown.tests.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Straggler;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.Holds;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client that does not answer is waited for, until the deadline, and at no cost to
 * others.
 */
interface PatienceContract extends Contract {

	/**
	 * More than the buffers of two sockets hold.
	 */
	int FLOOD = 16 * 1024 * 1024;

	/**
	 * Returns whether a straggler's stack can be told.
	 * @return whether it is known which thread runs a handler
	 */
	default boolean knowsHandlersThread() {
		return true;
	}

	/**
	 * Returns how many pieces of work may be in flight while one message is handled: more
	 * where the end of a session is a message too.
	 * @return the number
	 */
	default int mostInFlightWithOneMessage() {
		return 1;
	}

	@Test
	@Essential
	default void whoIsLeftAtTheDeadlineIsCutAndNamed() throws Exception {
		RunningApplication application = start("ws-shutdown.in-flight.grace=200ms");
		WireClient healthy = application.connect(Endpoints.COMMANDS);
		WireClient silent = application.connect(application.knock(Endpoints.OTHER).withoutAnswering());
		WireClient busy = application.connect(application.knock(Endpoints.COMMANDS).withoutAnswering());
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		application.drainer().drain(DrainRequests.everything(DrainRequests.HURRY));
		assertThat(healthy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(silent.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(silent.ended()).succeedsWithin(PATIENCE);
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(busy.ended()).succeedsWithin(PATIENCE);
		DrainReport report = application.awaitReport();
		assertThat(report.count(Outcome.PEER_ANSWERED)).isOne();
		assertThat(report.count(Outcome.TERMINATED)).isEqualTo(2);
		assertThat(report.stragglers()).extracting(Straggler::endpoint)
			.containsExactlyInAnyOrder(Endpoints.COMMANDS, Endpoints.OTHER);
		assertThat(report.stragglers()).extracting(Straggler::id).doesNotHaveDuplicates().doesNotContain("");
		assertThat(report.stragglers()).filteredOn("endpoint", Endpoints.COMMANDS)
			.singleElement()
			.satisfies((busyOne) -> {
				assertThat(busyOne.inFlight()).isBetween(1, mostInFlightWithOneMessage());
				assertThat(busyOne.age()).isPositive();
				if (knowsHandlersThread()) {
					assertThat(busyOne.stack()).anyMatch((frame) -> frame.contains(Holds.class.getName() + ".hold("));
				}
			});
		assertThat(report.stragglers()).filteredOn("endpoint", Endpoints.OTHER)
			.singleElement()
			.satisfies((silentOne) -> {
				assertThat(silentOne.inFlight()).isZero();
				assertThat(silentOne.stack()).isEmpty();
			});
	}

	@Test
	default void clientsThatDoNotReadDelayNobody() {
		RunningApplication application = start("ws-shutdown.close.write-timeout=40s");
		List<WireClient> stuck = connectStuck(application, 4);
		List<WireClient> healthy = application.connect(20, Endpoints.COMMANDS);
		CompletableFuture<Void> closing = application.beginToClose();
		assertThat(healthy).allSatisfy((client) -> {
			assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
			assertThat(client.ended()).succeedsWithin(PATIENCE);
		});
		Drain drain = application.awaitDrain();
		await().atMost(PATIENCE).until(() -> drain.progress().outcomes().get(Outcome.PEER_ANSWERED) == 20);
		assertThat(drain.progress().remaining()).isEqualTo(4);
		assertThat(closing).isNotDone();
		stuck.forEach(WireClient::vanish);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().stragglers()).isEmpty();
	}

	@Test
	@Thorough
	default void clientsThatDoNotReadAreCutAtTheDeadline() {
		RunningApplication application = start();
		List<WireClient> stuck = connectStuck(application, 2);
		application.drainer().drain(DrainRequests.everything(Duration.ofSeconds(1)));
		DrainReport report = application.awaitReport();
		assertThat(report.total()).isEqualTo(2);
		assertThat(report.count(Outcome.FAILED) + report.count(Outcome.TERMINATED)).isEqualTo(2);
		assertThat(stuck).allSatisfy((client) -> {
			client.startReading();
			assertThat(client.ended()).succeedsWithin(PATIENCE);
			assertThat(client.closed()).isCompletedExceptionally();
		});
		application.awaitStuckFloods(0);
	}

	@Test
	@Thorough
	default void clientThatTalksOnAfterItsCloseIsCutAsWell() {
		RunningApplication application = start();
		WireClient client = application.connect(application.knock(Endpoints.COMMANDS).withoutAnswering());
		application.drainer().drain(DrainRequests.everything(DrainRequests.HURRY));
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		client.say("echo late");
		assertThat(application.awaitReport().count(Outcome.TERMINATED)).isOne();
		assertThat(client.ended()).succeedsWithin(PATIENCE);
		await("the server's end of the socket is closed").atMost(Duration.ofSeconds(10))
			.until(() -> !client.say("echo later"));
	}

	@Test
	@Thorough
	default void theRestOfTheShutdownGoesOnAfterTheDeadline() {
		RunningApplication application = start("ws-shutdown.timeout=1s");
		WireClient silent = application.connect(application.knock(Endpoints.COMMANDS).withoutAnswering());
		application.close();
		assertThat(silent.ended()).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.TERMINATED)).isOne();
	}

	@Test
	@Thorough
	default void clientThatBeginsToReadInTimeIsToldWhy() {
		RunningApplication application = start("ws-shutdown.close.write-timeout=40s");
		WireClient client = connectStuck(application, 1).get(0);
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain();
		client.startReading();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Test
	default void clientThatGoesWithoutAnAnswerIsGone() {
		RunningApplication application = start();
		WireClient vanishing = application.connect(application.knock(Endpoints.COMMANDS).withoutAnswering());
		WireClient halfClosing = application.connect(application.knock(Endpoints.COMMANDS).withoutAnswering());
		CompletableFuture<Void> closing = application.beginToClose();
		assertThat(vanishing.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(halfClosing.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		vanishing.vanish();
		halfClosing.halfClose();
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(halfClosing.ended()).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.PEER_GONE)).isEqualTo(2);
	}

	@Test
	@Thorough
	default void clientThatVanishesWhileItsMessageIsInFlightIsNotWaitedForAnyLonger() throws Exception {
		RunningApplication application = start();
		WireClient client = application.connect(Endpoints.COMMANDS);
		client.say("hand-over work");
		assertThat(client.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain(1);
		client.vanish();
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.PEER_GONE)).isOne();
	}

	private static List<WireClient> connectStuck(RunningApplication application, int number) {
		List<WireClient> stuck = IntStream.range(0, number)
			.mapToObj((i) -> application.connect(application.knock(Endpoints.COMMANDS).withoutReading()))
			.toList();
		stuck.forEach((client) -> client.say("flood " + FLOOD));
		application.awaitStuckFloods(number);
		return stuck;
	}

}
