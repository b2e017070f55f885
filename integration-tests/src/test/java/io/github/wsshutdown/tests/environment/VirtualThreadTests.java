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

package io.github.wsshutdown.tests.environment;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.util.ClassUtils;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.Essential;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The web server has virtual threads.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
@Essential
class VirtualThreadTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final CloseFrame GOING_AWAY = new CloseFrame(1001, "Server is shutting down");

	private RunningApplication application;

	private void start() {
		this.application = RunningApplication.start(List.of(TestApplication.class, RawHandlers.class),
				"spring.threads.virtual.enabled=true");
	}

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void everyClientIsToldWhyAndMessagesInFlightAreAnswered() throws Exception {
		start();
		List<WireClient> clients = this.application.connect(20, Endpoints.COMMANDS);
		List<WireClient> busy = this.application.connect(4, Endpoints.COMMANDS);
		for (WireClient client : busy) {
			client.say("hold work");
			assertThat(client.hear()).isEqualTo("begun");
		}
		clients.subList(10, 20)
			.forEach((client) -> client.keepSaying("ignore " + "x".repeat(4096), Duration.ofMillis(2)));
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(clients)
			.allSatisfy((client) -> assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY));
		assertThat(busy).allSatisfy((client) -> assertThat(client.closed()).isNotDone());
		this.application.holds().release("work");
		assertThat(busy).allSatisfy((client) -> {
			assertThat(client.ended()).succeedsWithin(PATIENCE);
			assertThat(client.transcript()).startsWith("begun", "done", "close 1001");
		});
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(24);
	}

	@Test
	void whoIsLeftIsCutAndNamedWithTheStackOfItsThread() throws Exception {
		start();
		WireClient stuck = this.application.connect(this.application.knock(Endpoints.OTHER).withoutReading());
		stuck.say("flood " + 16 * 1024 * 1024);
		this.application.awaitStuckFloods(1);
		WireClient busy = this.application.connect(this.application.knock(Endpoints.COMMANDS).withoutAnswering());
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		this.application.drainer().drain(DrainRequests.everything(DrainRequests.HURRY));
		DrainReport report = this.application.awaitReport();
		assertThat(report.total()).isEqualTo(2);
		List<String> stack = report.stragglers()
			.stream()
			.filter((straggler) -> straggler.endpoint().equals(Endpoints.COMMANDS))
			.findAny()
			.orElseThrow()
			.stack();
		assertThat(stack).anyMatch((frame) -> frame.contains("Holds.hold("));
		if (!ClassUtils.isPresent("io.undertow.Undertow", null)) {
			// Undertow has virtual threads for requests, and its own for WebSocket
			// messages
			assertThat(stack).anyMatch((frame) -> frame.contains("VirtualThread"));
		}
		assertThat(busy.ended()).succeedsWithin(PATIENCE);
		this.application.awaitStuckFloods(0);
	}

}
