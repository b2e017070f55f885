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

package io.github.wsshutdown.tests.servlet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Straggler;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.ResponseHead;
import io.github.wsshutdown.tests.client.TcpEnd;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The essence of the contract, for raw handlers that are reached in one way or another: a
 * subclass maps them to {@link Endpoints#COMMANDS} and {@link Endpoints#OTHER}.
 */
abstract class MappingContractTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final CloseFrame GOING_AWAY = new CloseFrame(1001, "Server is shutting down");

	private RunningApplication application;

	/**
	 * Returns what maps the handlers.
	 * @return a configuration class
	 */
	protected abstract Class<?> mapping();

	private void start(String... properties) {
		this.application = RunningApplication.start(List.of(TestApplication.class, mapping()), properties);
	}

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void quietChattyAndBusyClientsAreToldWhyAndNewcomersAreRefused() throws Exception {
		start();
		WireClient quiet = this.application.connect(Endpoints.COMMANDS);
		WireClient other = this.application.connect(Endpoints.OTHER);
		List<WireClient> chatty = this.application.connect(5, Endpoints.COMMANDS);
		WireClient busy = this.application.connect(Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		chatty.forEach((client) -> client.keepSaying("ignore " + "x".repeat(4096), Duration.ofMillis(2)));
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(quiet.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(other.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(chatty).allSatisfy((client) -> {
			assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
			assertThat(client.ended()).succeedsWithin(PATIENCE).isEqualTo(TcpEnd.FIN);
		});
		ResponseHead refusal = this.application.knock(Endpoints.COMMANDS).response();
		assertThat(refusal.status()).isEqualTo(503);
		assertThat(refusal.header("Retry-After")).isEqualTo("5");
		this.application.holds().release("work");
		assertThat(busy.ended()).succeedsWithin(PATIENCE);
		assertThat(busy.transcript()).containsExactly("begun", "done", "close 1001", "end FIN");
		assertThat(closing).succeedsWithin(PATIENCE);
		DrainReport report = this.application.awaitReport();
		assertThat(report.count(Outcome.PEER_ANSWERED)).isEqualTo(8);
		assertThat(report.refused()).isOne();
	}

	@Test
	void endpointIsDrainedByItsPatternAndItsStragglersAreNamed() {
		start();
		WireClient silent = this.application.connect(this.application.knock(Endpoints.COMMANDS).withoutAnswering());
		WireClient other = this.application.connect(Endpoints.OTHER);
		this.application.drainer().drain(DrainRequests.endpoint(Endpoints.COMMANDS, DrainRequests.HURRY));
		assertThat(silent.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(this.application.knock(Endpoints.COMMANDS).response().status()).isEqualTo(503);
		assertThat(this.application.awaitReport().stragglers()).extracting(Straggler::endpoint)
			.containsExactly(Endpoints.COMMANDS);
		assertThat(silent.ended()).succeedsWithin(PATIENCE);
		assertThat(other.closed()).isNotDone();
		this.application.close();
		assertThat(other.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
	}

}
