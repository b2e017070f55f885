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

package io.github.wsshutdown.tests.jakarta;

import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is peculiar to Jakarta sessions.
 */
@EnabledIf("io.github.wsshutdown.tests.jakarta.Containers#tellOfJakartaSessions")
@ExtendWith(OutputCaptureExtension.class)
class JakartaSessionTests {

	private final RunningApplication application = RunningApplication
		.start(List.of(TestApplication.class, Rooms.class));

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void connectionSaysWhoItIs() {
		this.application.connect(this.application.knock("/rooms/red").header("Sec-WebSocket-Protocol", "chat"));
		await().atMost(RunningApplication.PATIENCE).until(() -> connections().size() == 1);
		assertThat(connections()).singleElement().extracting(Connection::info).satisfies((info) -> {
			assertThat(info.id()).isNotEmpty();
			assertThat(info.endpoint()).isEqualTo(Rooms.TEMPLATE);
			assertThat(info.user()).isEqualTo("jane");
			assertThat(info.protocol()).isEqualTo("chat");
			assertThat(info.remote()).contains("127.0.0.1:");
		});
	}

	@Test
	void endpointIsDrainedByItsTemplate() {
		WireClient red = this.application.connect("/rooms/red");
		WireClient blue = this.application.connect("/rooms/blue");
		await().atMost(RunningApplication.PATIENCE).until(() -> connections().size() == 2);
		assertThat(
				this.application.drainer().drain(DrainRequests.endpoint(Rooms.TEMPLATE)).report().toCompletableFuture())
			.succeedsWithin(RunningApplication.PATIENCE)
			.extracting(DrainReport::total)
			.isEqualTo(2);
		assertThat(List.of(red, blue)).allSatisfy(JakartaSessionTests::assertAskedToLeave);
		assertAskedToLeave(this.application.connect("/rooms/green"));
	}

	@Test
	void endpointIsToldOfEverythingOnceAndAsEver() {
		WireClient client = this.application.connect("/rooms/red");
		client.say("hello");
		List<String> events = this.application.context().getBean(Rooms.Events.class).all;
		await().atMost(RunningApplication.PATIENCE).until(() -> events.size() == 2);
		this.application.close();
		assertAskedToLeave(client);
		assertThat(events).containsExactly("open red by NewEndpoints", "message hello of 1", "close 1001");
	}

	@Test
	@EnabledIf("io.github.wsshutdown.tests.jakarta.Containers#openSpringSessionsAsJakartaSessions")
	void decodersAreDestroyedThoughWhatComesAfterTheCloseIsDiscarded() throws Exception {
		WireClient client = this.application.connect(this.application.knock(Rooms.GREETINGS).withoutAnswering());
		client.say("jane");
		assertThat(client.hear()).isEqualTo("hello jane");
		List<String> events = this.application.context().getBean(Rooms.Events.class).all;
		this.application.drainer().drain(DrainRequests.everything(DrainRequests.HURRY));
		assertAskedToLeave(client);
		await().atMost(RunningApplication.PATIENCE).until(() -> events.contains("decoder destroyed"));
		client.say("too late");
		assertThat(this.application.awaitReport().count(Outcome.TERMINATED)).isOne();
		assertThat(events).containsExactly("decoder destroyed");
	}

	@Test
	void whatTheEndpointHasBatchedIsSentBeforeTheClose() {
		WireClient client = this.application.connect(Rooms.BATCHES);
		client.say("first");
		client.say("second");
		List<String> events = this.application.context().getBean(Rooms.Events.class).all;
		await().atMost(RunningApplication.PATIENCE).until(() -> events.contains("second"));
		this.application.close();
		assertAskedToLeave(client);
		assertThat(client.transcript()).containsSubsequence("first", "second", "close 1001");
	}

	@Test
	void containerFindsNothingLeftToDo(CapturedOutput output) {
		WireClient client = this.application.connect("/rooms/red");
		int toldAtStart = output.length();
		this.application.close();
		assertAskedToLeave(client);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
		assertThat(output.toString().substring(toldAtStart)).doesNotContain("WARN", "ERROR", "Exception");
	}

	private static void assertAskedToLeave(WireClient client) {
		assertThat(client.closed()).succeedsWithin(RunningApplication.PATIENCE).extracting("code").isEqualTo(1001);
	}

	private Collection<Connection> connections() {
		return this.application.context().getBean(ConnectionRegistry.class).connections();
	}

}
