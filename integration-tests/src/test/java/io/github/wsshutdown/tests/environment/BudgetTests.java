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

package io.github.wsshutdown.tests.environment;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.ShutdownBudget;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The time of a real web server's graceful shutdown is a part of the budget.
 */
class BudgetTests {

	@Test
	void webServerHasAPhaseOfItsOwn() {
		assertThat(webServer()).isEqualTo(Duration.ofSeconds(60));
	}

	@Test
	void webServerThatStopsAtOnceHasNone() {
		assertThat(webServer("server.shutdown=immediate")).isZero();
	}

	private static Duration webServer(String... properties) {
		try (RunningApplication application = RunningApplication.start(List.of(TestApplication.class), properties)) {
			return application.context()
				.getBean(ShutdownBudget.class)
				.terms()
				.stream()
				.filter((term) -> term.name().equals("web-server"))
				.findFirst()
				.orElseThrow()
				.duration();
		}
	}

}
