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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.Knock;
import io.github.wsshutdown.tests.client.ResponseHead;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers are drained however they are mapped, and what they do before is left as it is.
 */
class MappingTests {

	private RunningApplication application;

	private void start(String... properties) {
		this.application = RunningApplication
			.start(List.of(TestApplication.class, RawHandlers.class, Mappings.class, StompEndpoint.class), properties);
	}

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void handlerIsDrainedHoweverItIsMapped() {
		start();
		List<WireClient> clients = new ArrayList<>();
		for (String path : Mappings.PATHS) {
			clients.add(this.application.connect(knock(path)));
		}
		this.application.close();
		assertThat(clients)
			.allSatisfy((client) -> assertThat(client.closed()).succeedsWithin(RunningApplication.PATIENCE)
				.extracting("code")
				.isEqualTo(1001));
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(clients.size());
	}

	@Test
	void everyHandlerRefusesWhileDraining() {
		start();
		this.application.drainer().drain(DrainRequests.everything());
		for (String path : Mappings.PATHS) {
			ResponseHead response = knock(path).response();
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.header("Interceptor")).isNull();
		}
	}

	@Test
	void endpointIsNamedByItsPattern() {
		start();
		this.application.connect("/path/1");
		this.application.connect("/path/2");
		this.application.connect("/path/3");
		this.application.connect("/made");
		assertThat(this.application.drainer()
			.drain(DrainRequests.endpoint("/path/{variable}"))
			.report()
			.toCompletableFuture()).succeedsWithin(RunningApplication.PATIENCE)
			.extracting(DrainReport::total)
			.isEqualTo(3);
		assertThat(this.application.knock("/path/4").response().status()).isEqualTo(503);
		assertThat(this.application.knock("/made").response().status()).isEqualTo(101);
	}

	@Test
	void handshakeThatComesToNothingIsNotWaitedFor() {
		start();
		assertThat(this.application.knock(Mappings.INTERCEPTED).response().header("Interceptor")).isEqualTo("here");
		assertThat(this.application.knock(Mappings.INTERCEPTED + "?word")
			.header("Origin", "https://example.com")
			.response()
			.status()).isEqualTo(403);
		assertThat(this.application.knock(Mappings.FAILING_SUB_PROTOCOLS).response().status()).isEqualTo(500);
		assertThat(this.application.knock("/nowhere").response().status()).isEqualTo(404);
		assertThat(this.application.knock("/hello").response().status()).isEqualTo(200);
		assertThat(this.application.knock("/made").header("Sec-WebSocket-Version", "99").response().status())
			.isEqualTo(426);
		assertThat(this.application.drainAtOnce().total()).isZero();
	}

	@Test
	void subclassOfTheApplicationGoesOnWorking() throws Exception {
		start();
		WireClient client = this.application.connect(Mappings.SUBCLASS);
		client.say("hello");
		assertThat(client.hear()).isEqualTo("hello");
		this.application.drainer().drain(DrainRequests.everything());
		assertThat(this.application.knock(Mappings.SUBCLASS).response().status()).isEqualTo(503);
	}

	@Test
	void excludedBeansAreNotDrained() {
		start("ws-shutdown.exclude-beans=ownMapping,requestHandler");
		this.application.connect("/instance");
		this.application.connect("/bean-name");
		WireClient included = this.application.connect("/made");
		this.application.close();
		assertThat(included.closed()).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(this.application.awaitReport().total()).isOne();
	}

	@Test
	void contextPathMakesNoDifference() throws Exception {
		start("server.servlet.context-path=/context", "ws-shutdown.exclude-paths=/path/**");
		WireClient included = this.application.connect("/context/made");
		this.application.connect("/context/path/1");
		WireClient busy = this.application.connect("/context/commands");
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(included.closed()).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(this.application.knock("/context/made").response().status()).isEqualTo(503);
		assertThat(this.application.knock("/context/path/2").response().status()).isEqualTo(101);
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(this.application.awaitReport().total()).isEqualTo(2);
	}

	private Knock knock(String path) {
		if (path.equals(Mappings.INTERCEPTED)) {
			return this.application.knock(path + "?word").header("Origin", Mappings.ORIGIN);
		}
		return this.application.knock(path.replace("{variable}", "1"));
	}

}
