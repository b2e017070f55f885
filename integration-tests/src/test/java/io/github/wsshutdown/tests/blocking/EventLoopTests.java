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

package io.github.wsshutdown.tests.blocking;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.Essential;
import io.github.wsshutdown.tests.reactive.ReactiveApplication;
import io.github.wsshutdown.tests.reactive.StreamEndpoints;
import io.github.wsshutdown.tests.stream.StreamClient;

import static io.github.wsshutdown.tests.application.RunningApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * No event loop is blocked where it does all the work: what the application emits, it
 * emits there.
 */
@EnabledForJreRange(max = JRE.JAVA_21)
@ExtendWith(BlockingCalls.class)
@Timeout(90)
@Essential
class EventLoopTests {

	private RunningApplication application;

	private void start(Class<?> endpoints) {
		this.application = RunningApplication.start(List.of(ReactiveApplication.class, endpoints),
				"spring.main.web-application-type=reactive");
	}

	@AfterEach
	void abandon() {
		this.application.abandon();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/events?kind=quiet", "/events?kind=greedy", "/lines?kind=greedy", "/buffers?kind=greedy",
			"/events?kind=chatty" })
	void streamIsEnded(String path) {
		start(StreamEndpoints.class);
		try (StreamClient client = StreamClient.open(this.application.port(), path, "*/*")) {
			int soMuch = path.contains("quiet") ? 1 : 10_000;
			await().atMost(PATIENCE).until(() -> client.received().length() >= soMuch);
			this.application.close();
			assertThat(client.body()).succeedsWithin(PATIENCE);
		}
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isOne();
	}

	@Test
	void sessionIsClosedWhoseLastWorkEndsOnTheEventLoop() throws Exception {
		start(EventLoopHandlers.class);
		WireClient client = this.application.connect(Endpoints.COMMANDS);
		client.say("begin");
		assertThat(client.hear()).isEqualTo("begin");
		this.application.beginToClose();
		this.application.awaitDrain();
		client.say("end");
		assertThat(client.hear()).isEqualTo("end");
		assertThat(client.closed()).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

}
