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

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is in flight is finished before its connection is closed.
 */
interface InFlightContract extends Contract {

	@ParameterizedTest
	@ValueSource(strings = { "hold", "hand-over" })
	@Essential
	default void messageInFlightIsAnsweredBeforeTheClose(String command) throws Exception {
		RunningApplication application = start();
		WireClient busy = application.connect(Endpoints.COMMANDS);
		WireClient idle = application.connect(Endpoints.COMMANDS);
		busy.say(command + " work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		assertThat(idle.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(busy.transcript()).containsExactly("begun");
		assertThat(closing).isNotDone();
		application.holds().release("work");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(busy.ended()).succeedsWithin(PATIENCE);
		assertThat(busy.transcript()).containsExactly("begun", "done", "close 1001", "end FIN");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(2);
	}

	@Test
	default void connectionIsClosedWhenTheLastOfItsMessagesIsDone() throws Exception {
		RunningApplication application = start();
		WireClient client = application.connect(Endpoints.COMMANDS);
		client.say("hand-over first");
		assertThat(client.hear()).isEqualTo("begun");
		client.say("hand-over second");
		assertThat(client.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain();
		application.holds().release("first");
		assertThat(client.hear()).isEqualTo("done");
		client.say("echo still here");
		assertThat(client.hear()).isEqualTo("still here");
		assertThat(client.closed()).isNotDone();
		application.holds().release("second");
		assertThat(client.hear()).isEqualTo("done");
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "hold", "hand-over" })
	@Thorough
	default void graceOnceOverIsNoReasonToWait(String command) throws Exception {
		RunningApplication application = start("ws-shutdown.in-flight.grace=200ms");
		WireClient client = application.connect(Endpoints.COMMANDS);
		client.say(command + " work");
		assertThat(client.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		application.holds().release("work");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(client.transcript()).startsWith("begun", "close 1001");
		assertThat(Contract.ended(application.awaitReport())).isOne();
	}

}
