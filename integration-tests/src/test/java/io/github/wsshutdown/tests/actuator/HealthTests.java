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

package io.github.wsshutdown.tests.actuator;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What load balancers and platforms are told of an application that is drained and goes
 * on.
 */
class HealthTests {

	private static final String HEALTH = "/actuator/health";

	private static final String READINESS = HEALTH + "/readiness";

	private static final String LIVENESS = HEALTH + "/liveness";

	private final RunningApplication application = RunningApplication.start(
			List.of(TestApplication.class, RawHandlers.class, Open.class),
			"management.endpoint.health.probes.enabled=true", "management.endpoint.health.show-details=always");

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void applicationIsOutOfServiceWhileEverythingIsDrainedAndAliveAllTheTime() {
		HttpResponse<String> before = get(HEALTH);
		assertThat(before.statusCode()).as(before.body()).isEqualTo(200);
		assertThat(before.body()).contains("\"websockets\":{", "\"state\":\"ACCEPTING\"");
		assertThat(get(READINESS).statusCode()).isEqualTo(200);
		this.application.drainer().drain(DrainRequests.everything());
		this.application.awaitReport();
		HttpResponse<String> drained = get(HEALTH);
		assertThat(drained.statusCode()).isEqualTo(503);
		assertThat(drained.body()).contains("\"status\":\"OUT_OF_SERVICE\"", "\"state\":\"DRAINED\"");
		awaitStatus(READINESS, 503);
		assertThat(get(LIVENESS).statusCode()).isEqualTo(200);
		assertThat(this.application.drainer().undrain()).isTrue();
		awaitStatus(READINESS, 200);
		awaitStatus(HEALTH, 200);
		assertThat(get(LIVENESS).statusCode()).isEqualTo(200);
	}

	private void awaitStatus(String path, int status) {
		await().atMost(RunningApplication.PATIENCE).until(() -> get(path).statusCode() == status);
	}

	private HttpResponse<String> get(String path) {
		return this.application.get(path).orTimeout(RunningApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

}
