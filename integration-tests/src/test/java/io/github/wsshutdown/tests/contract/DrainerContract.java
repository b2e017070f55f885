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
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainInProgressException;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.DrainState;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application can be drained without ending.
 */
interface DrainerContract extends Contract {

	@Test
	@Thorough
	default void drainedApplicationGoesOnOnceItIsUndrained() throws Exception {
		RunningApplication application = start();
		WireClient first = application.connect(Endpoints.COMMANDS);
		Drain drain = application.drainer().drain(DrainRequests.everything());
		assertThat(first.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(drain.report().toCompletableFuture()).succeedsWithin(PATIENCE)
			.extracting((report) -> report.count(Outcome.PEER_ANSWERED))
			.isEqualTo(1);
		assertThat(application.drainer().state()).isEqualTo(DrainState.DRAINED);
		assertThat(application.knock(Endpoints.COMMANDS).response().status()).isEqualTo(503);
		assertThat(application.drainer().undrain()).isTrue();
		assertThat(application.drainer().state()).isEqualTo(DrainState.ACCEPTING);
		WireClient second = application.connect(Endpoints.COMMANDS);
		second.say("echo hello");
		assertThat(second.hear()).isEqualTo("hello");
		Drain again = application.drainer().drain(DrainRequests.everything());
		assertThat(second.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(again.report().toCompletableFuture()).succeedsWithin(PATIENCE)
			.extracting((report) -> report.count(Outcome.PEER_ANSWERED))
			.isEqualTo(1);
	}

	@Test
	@Thorough
	default void connectionThatWasNotAskedYetStaysWhenTheDrainIsUndone() throws Exception {
		RunningApplication application = start();
		WireClient idle = application.connect(Endpoints.COMMANDS);
		WireClient busy = application.connect(Endpoints.COMMANDS);
		busy.say("hand-over work");
		assertThat(busy.hear()).isEqualTo("begun");
		Drain drain = application.drainer().drain(DrainRequests.everything());
		assertThat(idle.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(drain.cancel()).isTrue();
		application.holds().release("work");
		assertThat(busy.hear()).isEqualTo("done");
		busy.say("echo still here");
		assertThat(busy.hear()).isEqualTo("still here");
		assertThat(drain.report().toCompletableFuture()).succeedsWithin(PATIENCE).satisfies((report) -> {
			assertThat(report.cancelled()).isTrue();
			assertThat(report.asked()).isOne();
		});
		application.close();
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
	}

	@Test
	@Thorough
	default void drainOfAnEndpointLeavesOthersAlone() throws Exception {
		RunningApplication application = start();
		WireClient inside = application.connect(Endpoints.COMMANDS);
		WireClient outside = application.connect(Endpoints.OTHER);
		Drain drain = application.drainer().drain(DrainRequests.endpoint(Endpoints.COMMANDS));
		assertThat(inside.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(drain.report().toCompletableFuture()).succeedsWithin(PATIENCE)
			.extracting(DrainReport::total)
			.isEqualTo(1);
		assertThat(application.knock(Endpoints.COMMANDS).response().status()).isEqualTo(503);
		outside.say("echo hello");
		assertThat(outside.hear()).isEqualTo("hello");
		WireClient newcomer = application.connect(Endpoints.OTHER);
		application.close();
		assertThat(outside.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(newcomer.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
	}

	@Test
	@Thorough
	default void secondDrainJoinsTheFirstOrIsRefused() throws Exception {
		RunningApplication application = start();
		WireClient busy = application.connect(Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		Drain drain = application.drainer().drain(DrainRequests.everything());
		DrainRequest same = DrainRequests.everything();
		CompletableFuture<Drain> elsewhere = CompletableFuture.supplyAsync(() -> application.drainer().drain(same));
		assertThat(elsewhere).succeedsWithin(PATIENCE).isSameAs(drain);
		assertThat(application.drainer().drain(DrainRequests.endpoint(Endpoints.COMMANDS))).isSameAs(drain);
		DrainRequest hastier = DrainRequests.everything(Duration.ofSeconds(1));
		assertThatExceptionOfType(DrainInProgressException.class)
			.isThrownBy(() -> application.drainer().drain(hastier));
		application.holds().release("work");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(drain.report().toCompletableFuture()).succeedsWithin(PATIENCE);
		assertThat(application.reports()).hasSizeLessThanOrEqualTo(1);
	}

	@Test
	@Thorough
	default void closingOfTheContextOvertakesTheDrainOfAnEndpoint() throws Exception {
		RunningApplication application = start();
		WireClient busy = application.connect(Endpoints.COMMANDS);
		WireClient outside = application.connect(Endpoints.OTHER);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		Drain drain = application.drainer().drain(DrainRequests.endpoint(Endpoints.COMMANDS));
		assertThat(application.connect(Endpoints.OTHER).handshake().status()).isEqualTo(101);
		CompletableFuture<Void> closing = application.beginToClose();
		assertThat(outside.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(application.knock(Endpoints.OTHER).response().status()).isEqualTo(503);
		assertThat(busy.closed()).isNotDone();
		application.holds().release("work");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(busy.transcript()).startsWith("begun", "done", "close 1001");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(drain.report().toCompletableFuture()).succeedsWithin(PATIENCE).satisfies((report) -> {
			assertThat(report.scope()).isEqualTo(Scope.everything());
			assertThat(report.causes()).extracting(Cause::shutdown).containsExactly(false, true);
			assertThat(report.count(Outcome.PEER_ANSWERED)).isEqualTo(3);
		});
	}

	@Test
	@Thorough
	default void endingOfTheApplicationCannotBeUndone() throws Exception {
		RunningApplication application = start();
		WireClient busy = application.connect(Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		Drain drain = application.awaitDrain();
		assertThat(application.drainer().undrain()).isFalse();
		assertThat(drain.cancel()).isFalse();
		application.holds().release("work");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
	}

}
