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

package io.github.wsshutdown.tests.undertow;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.process.ApplicationProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Undertow takes a close for done when it is queued: a process that does not wait until
 * it is written ends before many clients were told.
 */
class ManyClientsTests {

	private static final int CLIENTS = 2000;

	@Test
	void everyClientIsToldBeforeTheProcessEnds() throws Exception {
		try (ApplicationProcess process = ApplicationProcess.start(List.of(TestApplication.class, RawHandlers.class),
				"server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
				"logging.pattern.console=%level %msg%n", "ws-shutdown.pace.rate=0", UndertowSetup.DISPATCH + "=false");
				Crowd crowd = Crowd.connect(CLIENTS, process.awaitPort(), Endpoints.COMMANDS)) {
			process.terminate();
			process.awaitExit();
			await().atMost(RunningApplication.PATIENCE).until(() -> crowd.ended() == CLIENTS);
			assertThat(crowd.told()).isEqualTo(CLIENTS);
			assertThat(process.lines("INFO Drained .*")).singleElement().asString().contains(": 2000 answered, ");
		}
	}

}
