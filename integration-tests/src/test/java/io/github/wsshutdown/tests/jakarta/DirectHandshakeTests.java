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

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * A Spring session that was opened by calling a {@code HandshakeHandler} is drained as
 * the Jakarta session that it is, where it is one.
 */
@EnabledIf("io.github.wsshutdown.tests.jakarta.Containers#openSpringSessionsAsJakartaSessions")
class DirectHandshakeTests {

	private final RunningApplication application = RunningApplication
		.start(List.of(TestApplication.class, DirectHandshakes.class));

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void pathIsNotTakenForAPattern() throws Exception {
		for (String path : List.of("/direct/one", "/plain/one")) {
			WireClient client = this.application.connect(path);
			client.say("echo open");
			assertThat(client.hear()).isEqualTo("open");
		}
		assertThat(this.application.context().getBean(ConnectionRegistry.class).connections())
			.extracting(Connection::info)
			.extracting(ConnectionInfo::endpoint, ConnectionInfo::isEndpointPattern)
			.containsExactlyInAnyOrder(tuple(DirectHandshakes.PATTERN, true), tuple("/plain/one", false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "hold", "hand-over" })
	void messageInFlightIsAnsweredBeforeTheClose(String command) throws Exception {
		WireClient idle = this.application.connect("/direct/idle");
		WireClient busy = this.application.connect("/direct/busy");
		busy.say(command + " work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<?> report = this.application.drainer()
			.drain(DrainRequests.endpoint(DirectHandshakes.PATTERN))
			.report()
			.toCompletableFuture();
		assertThat(idle.closed()).succeedsWithin(RunningApplication.PATIENCE).extracting("code").isEqualTo(1001);
		assertThat(report).isNotDone();
		this.application.holds().release("work");
		assertThat(busy.ended()).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(busy.transcript()).containsExactly("begun", "done", "close 1001", "end FIN");
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(2);
	}

}
