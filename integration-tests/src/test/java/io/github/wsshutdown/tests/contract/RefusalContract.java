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

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.util.ClassUtils;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.Attempt;
import io.github.wsshutdown.tests.client.ResponseHead;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nobody new comes in during a drain, and what is not a WebSocket is none of its
 * business.
 */
interface RefusalContract extends Contract {

	@Test
	default void handshakeIsRefusedWhileDraining() throws Exception {
		RunningApplication application = start("ws-shutdown.retry-after=7s");
		CompletableFuture<Void> closing = beginToCloseWithWork(application);
		int filteredBefore = application.filteredPaths().size();
		for (String path : List.of(Endpoints.COMMANDS, Endpoints.OTHER, Endpoints.TROUBLE)) {
			try (Attempt attempt = application.knock(path).header("Upgrade", "WebSocket").attempt()) {
				assertThat(attempt.response().status()).isEqualTo(503);
				assertThat(attempt.response().header("Retry-After")).isEqualTo("7");
				assertThat(attempt.response().header("Connection")).isEqualToIgnoringCase("close");
				assertThat(attempt.body()).isEmpty();
			}
		}
		assertThat(application.filteredPaths()).hasSize(filteredBefore);
		application.holds().release("work");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().refused()).isEqualTo(3);
	}

	@Test
	@Thorough
	default void handshakeIsRefusedAsSoonAsTheContextBeginsToClose() {
		RunningApplication application = start();
		List<ResponseHead> responses = new ArrayList<>();
		application.context()
			.addApplicationListener((ApplicationListener<ContextClosedEvent>) (event) -> responses
				.add(application.knock(Endpoints.COMMANDS).response()));
		application.close();
		assertThat(responses).singleElement().satisfies((response) -> {
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.header("Retry-After")).isEqualTo("5");
		});
	}

	@Test
	@Essential
	default void handshakeThatRacesWithADrainIsRefusedOrClosedProperly() {
		RunningApplication application = start();
		List<Knockers> crowds = new ArrayList<>();
		List<ResponseHead> refused = new ArrayList<>();
		for (int round = 0; round < 5; round++) {
			Knockers knockers = Knockers.start(application, 4);
			crowds.add(knockers);
			await().atMost(PATIENCE).until(() -> knockers.admitted().size() > 20);
			application.drainer().drain(DrainRequests.everything());
			knockers.awaitEnd();
			refused.addAll(knockers.refusedUntilDrained());
			refused.addAll(knockers.refusedAfterwards());
			assertThat(application.awaitReports(round + 1)).last()
				.satisfies((report) -> assertThat(Contract.ended(report)).isEqualTo(report.total()));
			assertThat(application.drainer().undrain()).isTrue();
		}
		Knockers knockers = Knockers.start(application, 4);
		crowds.add(knockers);
		await().atMost(PATIENCE).until(() -> knockers.admitted().size() > 20);
		application.close();
		knockers.awaitEnd();
		refused.addAll(knockers.refusedUntilDrained());
		assertThat(crowds).flatMap(Knockers::admitted)
			.allSatisfy((client) -> assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY));
		assertThat(refused).allSatisfy((response) -> assertThat(response.status()).isEqualTo(503));
		// Jetty says 500 to a request that it reads while it stops, with or without us.
		List<Integer> afterwards = ClassUtils.isPresent("org.eclipse.jetty.server.Server", null) ? List.of(503, 500)
				: List.of(503);
		assertThat(knockers.refusedAfterwards())
			.allSatisfy((response) -> assertThat(response.status()).isIn(afterwards));
		assertThat(application.awaitReports(6))
			.allSatisfy((report) -> assertThat(report.count(Outcome.PEER_ANSWERED)).isEqualTo(report.total()));
	}

	@Test
	@Thorough
	default void plainHttpIsServedDuringTheDrainAndFinishedAfterIt() throws Exception {
		RunningApplication application = start();
		CompletableFuture<HttpResponse<String>> slow = application.get("/hold?name=request");
		await().atMost(PATIENCE).until(() -> application.holds().hasBegun("request"));
		CompletableFuture<Void> closing = beginToCloseWithWork(application);
		assertThat(application.get("/hello")).succeedsWithin(PATIENCE).satisfies((response) -> {
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("hello");
		});
		application.holds().release("work");
		application.awaitReport();
		assertThat(slow).isNotDone();
		assertThat(closing).isNotDone();
		application.holds().release("request");
		assertThat(slow).succeedsWithin(PATIENCE).satisfies((response) -> {
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("done");
		});
		assertThat(closing).succeedsWithin(PATIENCE);
	}

	@Test
	@Thorough
	default void excludedPathIsLeftAlone() throws Exception {
		RunningApplication application = start("ws-shutdown.exclude-paths=" + Endpoints.OTHER + "/**");
		WireClient excluded = application.connect(Endpoints.OTHER);
		CompletableFuture<Void> closing = beginToCloseWithWork(application);
		assertThat(application.knock(Endpoints.COMMANDS).response().status()).isEqualTo(503);
		WireClient newcomer = application.connect(Endpoints.OTHER);
		newcomer.say("echo hello");
		assertThat(newcomer.hear()).isEqualTo("hello");
		excluded.say("echo hello");
		assertThat(excluded.hear()).isEqualTo("hello");
		application.holds().release("work");
		assertThat(application.awaitReport().total()).isOne();
		excluded.vanish();
		newcomer.vanish();
		assertThat(closing).succeedsWithin(PATIENCE);
	}

	/**
	 * Begins to close an application that has a message in flight, so that its drain goes
	 * on until {@code work} is released.
	 */
	private static CompletableFuture<Void> beginToCloseWithWork(RunningApplication application) throws Exception {
		WireClient busy = application.connect(Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain();
		return closing;
	}

}
