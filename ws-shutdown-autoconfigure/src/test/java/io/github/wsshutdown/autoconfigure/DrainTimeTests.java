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

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DrainTime}.
 */
class DrainTimeTests {

	@ParameterizedTest(name = "phase {0}: timeout {1}, margin {2}")
	@CsvSource({ "PT30S, PT27S, PT3S", "PT60S, PT54S, PT6S", "PT10S, PT9S, PT1S", "PT9S, PT8S, PT1S",
			"PT2S, PT1S, PT1S", "PT1S, PT0.5S, PT0.5S", "PT0.001S, PT0.0005S, PT0.0005S", "PT1H, PT54M, PT6M" })
	void timeoutIsThePhaseLessATenthAtLeastASecondAtMostHalf(Duration phase, Duration timeout, Duration margin) {
		assertThat(DrainTime.of(null, phase)).isEqualTo(new DrainTime(timeout, margin));
	}

	@ParameterizedTest(name = "phase {0}, timeout {1}: margin {2}")
	@CsvSource({ "PT30S, PT10S, PT3S", "PT30S, PT27S, PT3S", "PT30S, PT28S, PT2S", "PT30S, PT29.999S, PT0.001S",
			"PT2S, PT0.1S, PT1S" })
	void marginOfAConfiguredTimeoutFitsInThePhase(Duration phase, Duration timeout, Duration margin) {
		assertThat(DrainTime.of(timeout, phase)).isEqualTo(new DrainTime(timeout, margin));
	}

	@ParameterizedTest
	@CsvSource({ "PT30S, 30s", "PT30.5S, 30500ms", "PT1H, 3600s" })
	void timeoutThatIsNotShorterThanThePhaseIsRefused(Duration timeout, String told) {
		assertThatExceptionOfType(InvalidWsShutdownPropertyException.class)
			.isThrownBy(() -> DrainTime.of(timeout, Duration.ofSeconds(30)))
			.withMessageContaining("'ws-shutdown.timeout' is '" + told + "'")
			.withMessageContaining("spring.lifecycle.timeout-per-shutdown-phase");
	}

	@Test
	void timeThatNobodyWaitsIsCutToAYear() {
		Duration aThousandYears = Duration.ofDays(365_000);
		assertThat(DrainTime.of(null, aThousandYears).timeout()).isLessThan(Duration.ofDays(365));
	}

	@Test
	void phaseWithoutTimeIsRefused() {
		assertThatExceptionOfType(InvalidWsShutdownPropertyException.class)
			.isThrownBy(() -> DrainTime.of(null, Duration.ZERO))
			.withMessageContaining("'spring.lifecycle.timeout-per-shutdown-phase' is '0s'");
	}

}
