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

package io.github.wsshutdown.tests.neighbours;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.Knock;
import io.github.wsshutdown.tests.client.ResponseHead;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Security as Spring Boot sets it up: nobody gets in without a password. The gate
 * stands before it.
 */
class SecurityTests {

	private RunningApplication application;

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void gateAnswersBeforeSecurityAsksWhoItIs() throws Exception {
		this.application = RunningApplication.start(
				List.of(TestApplication.class, RawHandlers.class, UserRecordingOrder.class),
				"spring.security.user.name=ada", "spring.security.user.password=secret");
		assertThat(this.application.knock(Endpoints.COMMANDS).response().status()).isEqualTo(401);
		WireClient client = this.application.connect(knockOfAda());
		client.say("hold work");
		assertThat(client.hear()).isEqualTo("begun");
		Set<String> users = this.application.context().getBean(UserRecordingOrder.class).users;
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		for (Knock knock : List.of(this.application.knock(Endpoints.COMMANDS), knockOfAda())) {
			ResponseHead response = knock.response();
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.header("Retry-After")).isEqualTo("5");
		}
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(client.transcript()).startsWith("begun", "done", "close 1001");
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
		assertThat(users).containsExactly("ada");
	}

	private Knock knockOfAda() {
		String credentials = Base64.getEncoder().encodeToString("ada:secret".getBytes(StandardCharsets.UTF_8));
		return this.application.knock(Endpoints.COMMANDS).header("Authorization", "Basic " + credentials);
	}

	static final class UserRecordingOrder implements DrainOrder {

		private final Set<String> users = ConcurrentHashMap.newKeySet();

		@Override
		public List<Connection> order(List<Connection> connections) {
			connections.forEach((connection) -> this.users.add(String.valueOf(connection.info().user())));
			return DrainOrder.idleFirst().order(connections);
		}

	}

}
