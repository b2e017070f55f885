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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.Stomp;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.Essential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is in flight in STOMP, and goes on there while a drain waits for it.
 */
@ExtendWith(OutputCaptureExtension.class)
class StompDrainTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final CloseFrame GOING_AWAY = new CloseFrame(1001, "Server is shutting down");

	private RunningApplication application;

	private void start(Stomp dialect, String... properties) {
		this.application = RunningApplication.start(List.of(TestApplication.class, StompHandlers.class), dialect,
				properties);
	}

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	@Essential
	void everyMessageThatTheServerHasTakenIsAnsweredBeforeTheClose() {
		start(new Stomp(), "tests.inbound-threads=4");
		WireClient client = this.application.connect(Endpoints.COMMANDS);
		for (int i = 0; i < 20; i++) {
			client.say("hold work");
		}
		await().atMost(PATIENCE).until(() -> bean(StompSessions.class).received() == 20);
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		this.application.holds().release("work");
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(client.transcript()).filteredOn("done"::equals).hasSize(20);
		assertThat(client.transcript()).filteredOn("begun"::equals).hasSize(20);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Test
	void answerThatAHandlerGivesAsAFutureIsWaitedFor() {
		start(new Stomp());
		WireClient client = this.application.connect(Endpoints.COMMANDS);
		client.send(Stomp.frame("SEND", "destination:/app/later"));
		await().atMost(PATIENCE).until(() -> this.application.holds().hasBegun("work"));
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		assertThat(client.closed()).isNotDone();
		this.application.holds().release("work");
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(client.transcript()).startsWith("later", "close 1001");
		assertThat(closing).succeedsWithin(PATIENCE);
	}

	@Test
	void whatIsInTheSendBufferGoesOutBeforeTheClose() {
		start(new Stomp());
		WireClient client = this.application.connect(this.application.knock(Endpoints.COMMANDS).withoutReading());
		client.say("flood " + 16 * 1024 * 1024);
		this.application.awaitStuckFloods(1);
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			client.say("echo " + i);
			expected.add(String.valueOf(i));
		}
		await().atMost(PATIENCE).until(() -> bean(Confirmations.class).number() == 20);
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		client.startReading();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(client.transcript()).containsAll(expected);
	}

	@Test
	void heartbeatsGoOnDuringTheDrain() throws Exception {
		start(new Stomp(1000, 200));
		WireClient client = this.application.connect(Endpoints.COMMANDS);
		client.keepSaying(Stomp.BEAT, Duration.ofMillis(200));
		client.say("hold work");
		assertThat(hear(client)).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		long before = beats(client);
		await("five more heartbeats").atMost(PATIENCE).until(() -> beats(client) >= before + 5);
		client.say("echo alive");
		assertThat(hear(client)).isEqualTo("alive");
		this.application.holds().release("work");
		assertThat(hear(client)).isEqualTo("done");
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
	}

	@Test
	void clientThatDisconnectsDuringTheDrainGetsItsReceipt() throws Exception {
		start(new Stomp());
		WireClient client = this.application.connect(Endpoints.COMMANDS);
		client.say("hold work");
		assertThat(client.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		client.send(Stomp.DISCONNECT);
		assertThat(client.hear()).isEqualTo(Stomp.GOODBYE);
		client.sayGoodbye(1000);
		assertThat(client.ended()).succeedsWithin(PATIENCE);
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Test
	void nothingIsLeftForSpringsOwnLateClose(CapturedOutput output) throws Exception {
		start(new Stomp(), "ws-shutdown.timeout=3s", "ws-shutdown.in-flight.grace=200ms");
		SubProtocolWebSocketHandler handler = bean(SubProtocolWebSocketHandler.class);
		List<Integer> left = new ArrayList<>();
		this.application.context()
			.getBeanFactory()
			.registerSingleton("witness", new Witness(() -> left.add(handler.getStats().getWebSocketSessions())));
		this.application.context().start();
		WireClient silent = this.application.connect(this.application.knock(Endpoints.COMMANDS).withoutAnswering());
		WireClient busy = this.application.connect(Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		List<WireClient> chatty = IntStream.range(0, 5)
			.mapToObj((i) -> this.application.connect(Endpoints.COMMANDS))
			.toList();
		chatty.forEach((client) -> client.keepSaying("ignore", Duration.ofMillis(5)));
		String before = output.getAll();
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(silent.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		silent.say("echo late");
		assertThat(silent.ended()).succeedsWithin(PATIENCE);
		assertThat(chatty)
			.allSatisfy((client) -> assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY));
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(left).containsExactly(0);
		assertThat(output.getAll()
			.substring(before.length())
			.lines()
			.filter((line) -> line.contains(" WARN ") || line.contains(" ERROR ")))
			.allMatch((line) -> line.contains("Cut at the deadline"));
	}

	private <T> T bean(Class<T> type) {
		return this.application.context().getBean(type);
	}

	private static long beats(WireClient client) {
		return client.transcript().stream().filter(Stomp.BEAT::equals).count();
	}

	private static String hear(WireClient client) throws InterruptedException {
		String line = client.hear();
		while (Stomp.BEAT.equals(line)) {
			line = client.hear();
		}
		return line;
	}

	/**
	 * Looks at what is there just before Spring's STOMP beans stop.
	 */
	private record Witness(Runnable look) implements SmartLifecycle {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
			this.look.run();
		}

		@Override
		public boolean isRunning() {
			return true;
		}

		@Override
		public int getPhase() {
			return 1;
		}

	}

}
