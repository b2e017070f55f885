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

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What can be asked of the demo.
 */
class OptionsTests {

	@Test
	void nothingNeedsToBeAsked() {
		assertThat(Options.parse(List.of()).clients()).isEqualTo(1000);
	}

	@Test
	void everyOptionIsTaken() {
		Options options = Options.parse(List.of("--clients", "200", "--boot-label", "Boot", "--chat-jar", "chat.jar",
				"--live-jar", "live.jar", "--report", "page.html"));
		assertThat(options)
			.isEqualTo(new Options(200, "Boot", Path.of("chat.jar"), Path.of("live.jar"), Path.of("page.html")));
	}

	@Test
	void mistakesAreExplained() {
		assertRefused("--colour is not an option", "--colour", "blue");
		assertRefused("--clients has no value", "--clients");
		assertRefused("give a number", "--clients", "many");
		assertRefused("from 100 to", "--clients", "7");
	}

	@Test
	void missingChatIsExplained() {
		Options options = Options.parse(List.of("--chat-jar", "nowhere/chat.jar"));
		assertThatExceptionOfType(DemoException.class).isThrownBy(() -> Scenarios.of(options))
			.withMessageContaining("build it first");
	}

	@Test
	void tooFewFilesAreExplained() {
		assertThatExceptionOfType(DemoException.class).isThrownBy(() -> OpenFiles.require(1000, 1024))
			.withMessageContaining("ulimit -n");
		OpenFiles.require(1000, 4096);
	}

	private void assertRefused(String message, String... arguments) {
		assertThatExceptionOfType(DemoException.class).isThrownBy(() -> Options.parse(List.of(arguments)))
			.withMessageContaining(message);
	}

}
