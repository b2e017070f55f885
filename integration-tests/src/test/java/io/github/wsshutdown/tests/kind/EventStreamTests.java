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

package io.github.wsshutdown.tests.kind;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Connections that the application tracks by itself leave with the WebSockets.
 */
class EventStreamTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	/**
	 * The last chunk.
	 */
	private static final String END = "\r\n0\r\n\r\n";

	private RunningApplication application;

	@BeforeEach
	void startApplication() {
		this.application = RunningApplication.start(
				List.of(TestApplication.class, RawHandlers.class, EventStreams.class),
				"ws-shutdown.streams.enabled=false");
	}

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	/**
	 * Somebody who is busy keeps the drain going, and so the web server: Tomcat counts a
	 * stream as done before it has written its last chunk.
	 */
	@Test
	void drainEndsAStreamCleanlyAndTheWebServerHasNothingToWaitFor() throws Exception {
		WireClient socket = this.application.connect(Endpoints.COMMANDS);
		socket.say("hold work");
		assertThat(socket.hear()).isEqualTo("begun");
		try (EventStreamClient client = openStream()) {
			CompletableFuture<Void> closing = this.application.beginToClose();
			await().atMost(PATIENCE).until(() -> client.received().endsWith(END));
			this.application.holds().release("work");
			assertThat(client.response()).succeedsWithin(PATIENCE)
				.asString()
				.containsSubsequence("hello", "event:leave", "Server is shutting down")
				.endsWith(END);
			assertThat(socket.closed()).succeedsWithin(PATIENCE);
			assertThat(closing).succeedsWithin(PATIENCE);
			DrainReport report = this.application.awaitReport();
			assertThat(report.count(Outcome.CLOSED_UNCONFIRMED)).isOne();
			assertThat(report.count(Outcome.PEER_ANSWERED)).isOne();
		}
	}

	@Test
	void newStreamIsRefusedWhileDraining() {
		this.application.drainer().drain(DrainRequests.everything());
		assertThat(this.application.get(EventStreams.PATH)).succeedsWithin(PATIENCE).satisfies((response) -> {
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
		});
	}

	private EventStreamClient openStream() throws Exception {
		EventStreamClient client = EventStreamClient.get(this.application.port(), EventStreams.PATH);
		await().atMost(PATIENCE).until(() -> client.received().contains("hello"));
		return client;
	}

}
