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

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.Knock;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.process.ApplicationProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * DevTools restarts the application when a class has changed. That is not held up by who
 * does not want to leave.
 */
class DevToolsTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	@Test
	void restartDrainsForASecondAtMost() throws Exception {
		try (ApplicationProcess process = ApplicationProcess.start(
				List.of(TestApplication.class, RawHandlers.class, Unlocked.class), "server.port=0",
				"server.address=127.0.0.1", "spring.main.banner-mode=off", "logging.pattern.console=%level %msg%n",
				"spring.lifecycle.timeout-per-shutdown-phase=60s", "spring.devtools.livereload.enabled=false",
				"spring.devtools.restart.poll-interval=100ms", "spring.devtools.restart.quiet-period=50ms")) {
			int port = process.awaitPort();
			WireClient silent = Knock.at(port, Endpoints.COMMANDS).withoutAnswering().connect();
			silent.say("echo hello");
			assertThat(silent.hear()).isEqualTo("hello");
			touch(Unlocked.class);
			assertThat(silent.closed()).succeedsWithin(PATIENCE).extracting("code").isEqualTo(1001);
			await().atMost(PATIENCE).until(() -> process.lines("Listening on .*").size() == 2);
			assertThat(process.lines("INFO Draining .*")).singleElement().asString().contains("after 1.0 s");
			assertThat(process.lines("INFO Drained .*")).singleElement().asString().contains("1 terminated");
		}
	}

	private static void touch(Class<?> type) throws Exception {
		Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		Path file = classes.resolve(type.getName().replace('.', '/') + ".class");
		Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
	}

}
