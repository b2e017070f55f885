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

package io.github.wsshutdown.tests.undertow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.Holds;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.TcpEnd;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Undertow left alone runs handlers on its I/O threads, so one that is slow stops
 * everybody else on its thread. They are told all the same.
 */
class SlowHandlerTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private final RunningApplication application = RunningApplication.start(
			List.of(TestApplication.class, RawHandlers.class), UndertowSetup.DISPATCH + "=false",
			"server.undertow.threads.io=1", "ws-shutdown.close.write-timeout=3s");

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void clientsBehindASlowHandlerAreToldAtOnceAndTheirAnswersAreReadWhenItIsDone() throws Exception {
		List<WireClient> idle = this.application.connect(20, Endpoints.COMMANDS);
		WireClient busy = beginToHold();
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertAllTold(idle);
		assertThat(closing).isNotDone();
		this.application.holds().release("work");
		assertThat(busy.hear()).isEqualTo("done");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).extracting(CloseFrame::code).isEqualTo(1001);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(idle)
			.allSatisfy((client) -> assertThat(client.ended()).succeedsWithin(PATIENCE).isEqualTo(TcpEnd.FIN));
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(21);
	}

	@Test
	void clientsBehindAHandlerThatIsNeverDoneAreToldAndCutAtTheDeadline() throws Exception {
		List<WireClient> idle = this.application.connect(5, Endpoints.COMMANDS);
		WireClient busy = beginToHold();
		this.application.drainer().drain(DrainRequests.everything(Duration.ofSeconds(4)));
		assertAllTold(idle);
		assertThat(busy.closed()).succeedsWithin(PATIENCE).extracting(CloseFrame::code).isEqualTo(1001);
		DrainReport report = this.application.awaitReport();
		assertThat(report.count(Outcome.TERMINATED)).as("answers that could not be read").isEqualTo(6);
		assertThat(report.stragglers()).filteredOn((straggler) -> straggler.inFlight() == 1)
			.singleElement()
			.satisfies((straggler) -> assertThat(straggler.stack())
				.anyMatch((frame) -> frame.contains(Holds.class.getName() + ".hold(")));
		assertThat(idle).allSatisfy((client) -> assertThat(client.ended()).succeedsWithin(PATIENCE));
		this.application.holds().release("work");
	}

	@Test
	void clientThatDoesNotReadIsCutWhenItsBudgetIsOverThoughAHandlerIsSlow() throws Exception {
		WireClient stuck = this.application.connect(this.application.knock(Endpoints.COMMANDS).withoutReading());
		stuck.say("flood " + 16 * 1024 * 1024);
		this.application.awaitStuckFloods(1);
		beginToHold();
		this.application.drainer().drain(DrainRequests.everything());
		this.application.awaitDrain();
		await().atMost(PATIENCE)
			.until(() -> this.application.awaitDrain().progress().outcomes().get(Outcome.FAILED) == 1);
		this.application.awaitStuckFloods(0);
		this.application.holds().release("work");
	}

	private WireClient beginToHold() throws Exception {
		WireClient busy = this.application.connect(Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		return busy;
	}

	private static void assertAllTold(List<WireClient> clients) {
		assertThat(clients).allSatisfy((client) -> assertThat(client.closed()).succeedsWithin(PATIENCE)
			.extracting(CloseFrame::code)
			.isEqualTo(1001));
	}

}
