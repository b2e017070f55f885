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

package io.github.wsshutdown.samples.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A process that is started for the demo.
 */
class ApplicationTests {

	@TempDir
	private Path directory;

	@Test
	void processThatDiesEarlyIsQuoted() throws Exception {
		Path log = this.directory.resolve("log");
		try (Application application = Application.start(Path.of("nowhere.jar"), List.of(), log)) {
			assertThatExceptionOfType(DemoException.class)
				.isThrownBy(() -> application.awaitAddress(Duration.ofSeconds(20)))
				.withMessageContaining("nowhere.jar");
		}
		assertThat(Files.readString(log)).contains("nowhere.jar");
	}

	@Test
	void nothingIsLeftBehind() throws Exception {
		Application application = Application.start(Path.of("nowhere.jar"), List.of(), this.directory.resolve("log"));
		application.close();
		assertThat(application.exit()).succeedsWithin(10, TimeUnit.SECONDS);
	}

}
