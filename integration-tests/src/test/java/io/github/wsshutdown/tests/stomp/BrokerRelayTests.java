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

package io.github.wsshutdown.tests.stomp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.simp.stomp.StompBrokerRelayMessageHandler;
import org.springframework.util.StringUtils;

import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.Stomp;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * STOMP with a broker relay: what is in flight includes the way by the broker and back.
 */
class BrokerRelayTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final CloseFrame GOING_AWAY = new CloseFrame(1001, "Server is shutting down");

	private static Broker broker;

	private RunningApplication application;

	@BeforeAll
	static void startBroker() throws Exception {
		broker = new Broker();
	}

	@AfterAll
	static void endBroker() throws Exception {
		broker.stop();
	}

	private void start(Stomp dialect, String... properties) {
		this.application = RunningApplication.start(List.of(TestApplication.class, StompHandlers.class), dialect,
				StringUtils.concatenateStringArrays(properties,
						new String[] { "tests.relay-port=" + broker.port(), "tests.inbound-threads=4" }));
		await().atMost(PATIENCE)
			.until(() -> this.application.context().getBean(StompBrokerRelayMessageHandler.class).isBrokerAvailable());
	}

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	/**
	 * The work takes so long that its replies are the only sign of activity. Nobody sends
	 * heartbeats, which would be another.
	 */
	@Test
	void everyMessageThatTheServerHasTakenIsAnsweredBeforeTheClose() {
		start(new Stomp());
		WireClient client = this.application.connect(Endpoints.COMMANDS);
		WireClient idle = this.application.connect(Endpoints.COMMANDS);
		for (int i = 0; i < 20; i++) {
			client.say("hold work");
		}
		StompSessions sessions = this.application.context().getBean(StompSessions.class);
		await().atMost(PATIENCE).until(() -> sessions.received() == 20);
		ConnectionRegistry registry = this.application.context().getBean(ConnectionRegistry.class);
		await().atMost(PATIENCE)
			.until(() -> registry.connections()
				.stream()
				.allMatch((connection) -> connection.activity().idleSeconds() > 2));
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(idle.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(client.closed()).isNotDone();
		this.application.holds().release("work");
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(client.transcript()).filteredOn("begun"::equals).hasSize(20);
		assertThat(client.transcript()).filteredOn("done"::equals).hasSize(20);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(2);
	}

	/**
	 * The broker ends a connection that has been silent for twice the pause, and one
	 * whose receipt it has sent. Spring closes the session then, which may overtake the
	 * receipt unless messages go out in order.
	 */
	@Test
	void heartbeatsGoOnAndClientThatDisconnectsGetsItsReceipt() {
		start(new Stomp(2000, 1000), "tests.in-order=true");
		WireClient client = this.application.connect(Endpoints.COMMANDS);
		client.keepSaying(Stomp.BEAT, Duration.ofMillis(200));
		client.say("hold work");
		await("work has begun").atMost(PATIENCE).until(() -> client.transcript().contains("begun"));
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		long before = beats(client);
		await("two more heartbeats").atMost(PATIENCE).until(() -> beats(client) >= before + 2);
		client.send(Stomp.DISCONNECT);
		await("the receipt").atMost(PATIENCE).until(() -> client.transcript().contains(Stomp.GOODBYE));
		client.sayGoodbye(1000);
		assertThat(client.ended()).succeedsWithin(PATIENCE);
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(PATIENCE);
		// Spring closes the session, too, as soon as the broker has ended its connection
		assertThat(this.application.awaitReport().total()).isOne();
		assertThat(this.application.awaitReport().stragglers()).isEmpty();
	}

	private static long beats(WireClient client) {
		return client.transcript().stream().filter(Stomp.BEAT::equals).count();
	}

}
