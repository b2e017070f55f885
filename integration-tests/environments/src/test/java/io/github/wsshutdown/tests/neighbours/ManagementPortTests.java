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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
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
 * The actuator is there during a drain, on the application's port or on its own, and says
 * that no traffic is wanted; a management context of its own drains nothing.
 */
class ManagementPortTests {

	private RunningApplication application;

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void actuatorOnThePortOfTheApplicationSaysThatNoTrafficIsWanted() throws Exception {
		start("management.endpoint.health.probes.enabled=true");
		actuatorSaysThatNoTrafficIsWantedDuringTheDrain(this.application.port());
	}

	@Test
	void actuatorOnAPortOfItsOwnSaysThatNoTrafficIsWanted() throws Exception {
		start("management.endpoint.health.probes.enabled=true", "management.server.port=0",
				"management.server.address=127.0.0.1");
		int port = this.application.context()
			.getEnvironment()
			.getRequiredProperty("local.management.port", Integer.class);
		assertThat(port).isNotEqualTo(this.application.port());
		actuatorSaysThatNoTrafficIsWantedDuringTheDrain(port);
	}

	@Test
	void readinessProbeRefusesWhileEverythingIsDrainedAndNoLonger() throws Exception {
		start("management.endpoint.health.probes.enabled=true");
		int port = this.application.port();
		this.application.drainer().drain(DrainRequests.endpoint(Endpoints.COMMANDS));
		this.application.awaitReport();
		assertThat(status(port, "/actuator/health/readiness")).isEqualTo(200);
		this.application.drainer().drain(DrainRequests.everything());
		awaitReadiness(503);
		assertThat(status(port, "/actuator/health/liveness")).isEqualTo(200);
		this.application.drainer().undrain();
		awaitReadiness(200);
	}

	@Test
	void healthIsOutOfServiceWhileEverythingIsDrained() throws Exception {
		start("management.endpoint.health.show-details=always", "management.endpoint.health.probes.enabled=true");
		int port = this.application.port();
		WireClient client = this.application.connect(Endpoints.COMMANDS);
		client.say("echo hello");
		client.hear();
		assertThat(body(port, "/actuator/health/websockets")).contains("\"open\":1", "\"state\":\"ACCEPTING\"",
				"\"status\":\"UP\"");
		this.application.drainer().drain(DrainRequests.everything());
		this.application.awaitReport();
		assertThat(status(port, "/actuator/health/websockets")).isEqualTo(503);
		assertThat(body(port, "/actuator/health/websockets")).contains("OUT_OF_SERVICE", "DRAINED");
		assertThat(status(port, "/actuator/health/liveness")).isEqualTo(200);
		this.application.drainer().undrain();
		assertThat(status(port, "/actuator/health/websockets")).isEqualTo(200);
	}

	private void awaitReadiness(int status) {
		await().atMost(RunningApplication.PATIENCE)
			.until(() -> status(this.application.port(), "/actuator/health/readiness") == status);
	}

	private void start(String... properties) {
		this.application = RunningApplication.start(List.of(TestApplication.class, RawHandlers.class, Unlocked.class),
				properties);
	}

	private void actuatorSaysThatNoTrafficIsWantedDuringTheDrain(int actuator) throws Exception {
		assertThat(status(actuator, "/actuator/health/readiness")).isEqualTo(200);
		WireClient busy = this.application.connect(Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		assertThat(this.application.knock(Endpoints.COMMANDS).response().status()).isEqualTo(503);
		assertThat(status(actuator, "/actuator/health/readiness")).isEqualTo(503);
		assertThat(status(actuator, "/actuator/health/liveness")).isEqualTo(200);
		assertThat(closing).isNotDone();
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(busy.transcript()).startsWith("begun", "done", "close 1001");
		assertThat(this.application.awaitReports(1)).singleElement()
			.satisfies((report) -> assertThat(report.count(Outcome.PEER_ANSWERED)).isOne())
			.extracting(DrainReport::refused)
			.isEqualTo(1L);
	}

	private static int status(int port, String path) throws Exception {
		return get(port, path).statusCode();
	}

	private static String body(int port, String path) throws Exception {
		return get(port, path).body();
	}

	private static HttpResponse<String> get(int port, String path) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + port + path);
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).timeout(RunningApplication.PATIENCE).build(),
					HttpResponse.BodyHandlers.ofString());
	}

}
