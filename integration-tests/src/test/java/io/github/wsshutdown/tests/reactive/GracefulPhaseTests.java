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

package io.github.wsshutdown.tests.reactive;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.Thorough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The graceful shutdown of Netty waits for every WebSocket that is open: until its
 * timeout, if nobody has closed it before.
 */
@Timeout(120)
@Thorough
@EnabledIf("io.github.wsshutdown.tests.reactive.ReactiveServer#isNetty")
@ExtendWith(OutputCaptureExtension.class)
class GracefulPhaseTests {

	private static final int SESSIONS = 200;

	private final RunningApplication application = RunningApplication.start(
			List.of(ReactiveApplication.class, ReactiveHandlers.class), "spring.main.web-application-type=reactive",
			"server.shutdown=graceful", "logging.level.org.springframework.boot=info");

	@AfterEach
	void end() {
		this.application.abandon();
	}

	@Test
	void hasNothingToWaitForWhenEverySessionHasLeft(CapturedOutput output) {
		ConnectionRegistry registry = this.application.context().getBean(ConnectionRegistry.class);
		List<WireClient> clients = this.application.connect(SESSIONS, Endpoints.COMMANDS);
		await().atMost(RunningApplication.PATIENCE).until(() -> registry.connections().size() == SESSIONS);
		assertThat(this.application.beginToClose()).as("Before a timeout of 60 s")
			.succeedsWithin(RunningApplication.PATIENCE);
		assertThat(clients)
			.allSatisfy((client) -> assertThat(client.ended()).succeedsWithin(RunningApplication.PATIENCE));
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(SESSIONS);
		assertThat(output).contains("Graceful shutdown complete")
			.doesNotContain("requests still active")
			.doesNotContain("still running after timeout");
	}

}
