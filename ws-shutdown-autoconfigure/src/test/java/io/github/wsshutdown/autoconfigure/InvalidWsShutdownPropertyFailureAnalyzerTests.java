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

package io.github.wsshutdown.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link InvalidWsShutdownPropertyFailureAnalyzer}, as a person sees it.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidWsShutdownPropertyFailureAnalyzerTests {

	@Test
	void failureIsExplainedWithoutAStackTrace(CapturedOutput output) {
		fail("--ws-shutdown.timeout=45s");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.containsSubsequence("Description:",
					"'ws-shutdown.timeout' is '45s', which is not shorter than "
							+ "'spring.lifecycle.timeout-per-shutdown-phase' (30s), "
							+ "so the phase would end before the drain.",
					"Action:", "Remove it to use 27s, or raise 'spring.lifecycle.timeout-per-shutdown-phase'")
			.doesNotContain("\tat io.github.wsshutdown");
	}

	@Test
	void failureOfAnotherPropertyIsExplainedToo(CapturedOutput output) {
		fail("--ws-shutdown.close.status=1006");
		assertThat(output).containsSubsequence("Description:",
				"'ws-shutdown.close.status' is '1006', which must not be sent in a close frame (RFC 6455, section 7.4).",
				"Action:",
				"Set it to 1001 (going away), 1012 (service restart), or a code of your own from 4000 to 4999");
	}

	private static void fail(String... arguments) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(EmptyApplication.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	@ImportAutoConfiguration({ LifecycleAutoConfiguration.class, WsShutdownAutoConfiguration.class })
	@SpringBootConfiguration(proxyBeanMethods = false)
	static class EmptyApplication {

	}

}
