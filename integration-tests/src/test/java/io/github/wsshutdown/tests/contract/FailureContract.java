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

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What handlers and listeners do wrong, or do by themselves, does not stop a drain.
 */
interface FailureContract extends Contract {

	@Test
	@Thorough
	default void handlerThatThrowsWhenAConnectionOpensOrAMessageComesIsForgotten() {
		RunningApplication application = start();
		WireClient opening = application.connect(Endpoints.TROUBLE + "?throw=open");
		WireClient speaking = application.connect(Endpoints.TROUBLE + "?throw=message");
		speaking.say("hello");
		assertThat(opening.ended()).succeedsWithin(PATIENCE);
		assertThat(speaking.ended()).succeedsWithin(PATIENCE);
		application.awaitNoConnection();
		WireClient healthy = application.connect(Endpoints.COMMANDS);
		application.close();
		assertThat(healthy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		DrainReport report = application.awaitReport();
		assertThat(report.total()).isOne();
		assertThat(report.count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Test
	@Thorough
	default void handlerThatThrowsWhenAConnectionEndsDoesNotStopTheDrain() {
		RunningApplication application = start();
		List<WireClient> closing = application.connect(3, Endpoints.TROUBLE + "?throw=close");
		WireClient failing = application
			.connect(application.knock(Endpoints.TROUBLE + "?throw=error").withoutAnswering());
		CompletableFuture<Void> closed = application.beginToClose();
		assertThat(closing)
			.allSatisfy((client) -> assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY));
		assertThat(failing.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		failing.vanish();
		assertThat(closed).succeedsWithin(PATIENCE);
		DrainReport report = application.awaitReport();
		assertThat(report.count(Outcome.PEER_ANSWERED)).isEqualTo(3);
		assertThat(report.count(Outcome.PEER_GONE)).isOne();
	}

	@Test
	@Thorough
	default void handlerThatBlocksWhenAConnectionEndsDelaysNobody() {
		RunningApplication application = start();
		List<WireClient> blocking = application.connect(40, Endpoints.TROUBLE + "?hold=close");
		List<WireClient> healthy = application.connect(20, Endpoints.COMMANDS);
		CompletableFuture<Void> closing = application.beginToClose();
		assertThat(healthy).allSatisfy((client) -> {
			assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
			assertThat(client.ended()).succeedsWithin(PATIENCE);
		});
		assertThat(blocking)
			.allSatisfy((client) -> assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY));
		assertThat(closing).as("the handlers are not done").isNotDone();
		application.holds().release("close");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(60);
	}

	@Test
	@Thorough
	default void messageThatFailsDuringTheDrainIsNoLongerInFlight() throws Exception {
		RunningApplication application = start();
		WireClient failing = application.connect(Endpoints.COMMANDS);
		WireClient busy = application.connect(Endpoints.COMMANDS);
		failing.say("hand-over work");
		assertThat(failing.hear()).isEqualTo("begun");
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain(2);
		failing.say("fail");
		assertThat(failing.closed()).succeedsWithin(PATIENCE);
		assertThat(failing.ended()).succeedsWithin(PATIENCE);
		application.holds().release("work");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(Contract.ended(application.awaitReport())).isEqualTo(2);
	}

	@Test
	@Thorough
	default void listenerThatThrowsStopsNeitherTheDrainNorOtherListeners() {
		RunningApplication application = start("tests.listener=throw");
		WireClient client = application.connect(Endpoints.COMMANDS);
		application.close();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Test
	@Thorough
	default void listenerThatBlocksDoesNotStopTheShutdown() {
		RunningApplication application = start("tests.listener=hold", "spring.lifecycle.timeout-per-shutdown-phase=4s");
		WireClient client = application.connect(Endpoints.COMMANDS);
		application.close();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(client.ended()).succeedsWithin(PATIENCE);
	}

	@Test
	@Thorough
	default void connectionThatItsOwnHandlerClosesDuringTheDrainEndsWithTheHandlersCode() throws Exception {
		RunningApplication application = start();
		WireClient client = application.connect(Endpoints.COMMANDS);
		client.say("hold-and-close work 4001");
		assertThat(client.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain(1);
		application.holds().release("work");
		assertThat(client.closed()).succeedsWithin(PATIENCE).extracting(CloseFrame::code).isEqualTo(4001);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "hold", "hand-over" })
	@Thorough
	default void connectionThatItsPeerClosesDuringTheDrainHasItsAnswer(String command) throws Exception {
		RunningApplication application = start();
		WireClient client = application.connect(Endpoints.COMMANDS);
		client.say(command + " work");
		assertThat(client.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain(1);
		client.sayGoodbye(1000);
		application.holds().release("work");
		assertThat(client.ended()).succeedsWithin(PATIENCE);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Test
	@Thorough
	default void handlerMayStartADrainThatIncludesItsOwnConnection() {
		RunningApplication application = start();
		WireClient client = application.connect(Endpoints.COMMANDS);
		WireClient other = application.connect(Endpoints.OTHER);
		client.say("drain");
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(other.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(2);
	}

	@Test
	@Thorough
	default void handlerMayCloseTheContext() {
		RunningApplication application = start("ws-shutdown.timeout=3s", "ws-shutdown.in-flight.grace=200ms");
		WireClient client = application.connect(Endpoints.COMMANDS);
		WireClient other = application.connect(Endpoints.OTHER);
		client.say("shutdown");
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(other.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		application.close();
		assertThat(Contract.ended(application.awaitReport())).isEqualTo(2);
	}

}
