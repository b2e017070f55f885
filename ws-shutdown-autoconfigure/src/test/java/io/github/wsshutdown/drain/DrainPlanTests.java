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

package io.github.wsshutdown.drain;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DrainPlanTests {

	@Test
	void windowFollowsFromTheRate() {
		DrainPlan plan = DrainPlan.of(new TestSettings().rate(100).build(), new Headcount(500, 20), Duration.ZERO,
				Duration.ofSeconds(30));
		assertThat(plan).isEqualTo(new DrainPlan(500, 20, Duration.ZERO, Duration.ofSeconds(5),
				Duration.ofMillis(22500), Duration.ofSeconds(30)));
		assertThat(plan.rate()).isEqualTo(100);
	}

	@Test
	void windowIsNotLongerThanItsShareOfTheTimeout() {
		DrainPlan plan = DrainPlan.of(new TestSettings().rate(100).maxShare(0.5).build(), new Headcount(50_000, 0),
				Duration.ZERO, Duration.ofSeconds(20));
		assertThat(plan.window()).isEqualTo(Duration.ofSeconds(10));
		assertThat(plan.rate()).isEqualTo(5000);
	}

	@Test
	void rateZeroMeansNoWindow() {
		DrainPlan plan = DrainPlan.of(new TestSettings().rate(0).build(), new Headcount(50_000, 0), Duration.ZERO,
				Duration.ofSeconds(20));
		assertThat(plan.window()).isZero();
		assertThat(plan.rate()).isZero();
	}

	@Test
	void windowAndGraceAreWithinWhatSettlingLeaves() {
		DrainPlan plan = DrainPlan.of(new TestSettings().rate(100).build(), new Headcount(50_000, 0),
				Duration.ofSeconds(10), Duration.ofSeconds(30));
		assertThat(plan.settle()).isEqualTo(Duration.ofSeconds(10));
		assertThat(plan.window()).isEqualTo(Duration.ofSeconds(10));
		assertThat(plan.grace()).isEqualTo(Duration.ofSeconds(15));
		assertThat(plan.timeout()).isEqualTo(Duration.ofSeconds(30));
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, PT0S", "PT15S, PT15S", "PT15.001S, PT10S", "PT20S, PT10S", "PT60S, PT10S" })
	void settlingLeavesAQuarterOfTheTimeoutOrTakesHalfOfIt(Duration set, Duration settle) {
		assertThat(new TestSettings().settle(set).build().settleWithin(Duration.ofSeconds(20))).isEqualTo(settle);
	}

	@ParameterizedTest
	@CsvSource({ "PT40S, PT30S", "PT27S, PT20.25S", "PT8S, PT6S", "PT6S, PT4S", "PT4S, PT2S", "PT1S, PT0.5S",
			"PT0S, PT0S" })
	void graceLeavesTimeForTheRest(Duration timeout, Duration grace) {
		assertThat(new TestSettings().build().graceWithin(timeout)).isEqualTo(grace);
	}

	@ParameterizedTest
	@CsvSource({ "PT5S, PT5S", "PT19S, PT19S", "PT20S, PT15S", "PT30S, PT15S", "PT0S, PT0S" })
	void graceThatIsSetIsThreeQuartersOfATimeoutThatIsNotLonger(Duration set, Duration grace) {
		assertThat(new TestSettings().grace(set).build().graceWithin(Duration.ofSeconds(20))).isEqualTo(grace);
	}

}
