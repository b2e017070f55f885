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
		DrainPlan plan = DrainPlan.of(new TestSettings().rate(100).build(), 500, 20, Duration.ofSeconds(30));
		assertThat(plan)
			.isEqualTo(new DrainPlan(500, 20, Duration.ofSeconds(5), Duration.ofMillis(22500), Duration.ofSeconds(30)));
		assertThat(plan.rate()).isEqualTo(100);
	}

	@Test
	void windowIsNotLongerThanItsShareOfTheTimeout() {
		DrainPlan plan = DrainPlan.of(new TestSettings().rate(100).maxShare(0.5).build(), 50_000, 0,
				Duration.ofSeconds(20));
		assertThat(plan.window()).isEqualTo(Duration.ofSeconds(10));
		assertThat(plan.rate()).isEqualTo(5000);
	}

	@Test
	void rateZeroMeansNoWindow() {
		DrainPlan plan = DrainPlan.of(new TestSettings().rate(0).build(), 50_000, 0, Duration.ofSeconds(20));
		assertThat(plan.window()).isZero();
		assertThat(plan.rate()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "PT40S, PT30S", "PT27S, PT20.25S", "PT8S, PT6S", "PT6S, PT4S", "PT4S, PT2S", "PT1S, PT0.5S",
			"PT0S, PT0S" })
	void graceLeavesTimeForTheRest(Duration timeout, Duration grace) {
		assertThat(new TestSettings().build().graceWithin(timeout)).isEqualTo(grace);
	}

	@ParameterizedTest
	@CsvSource({ "PT5S, PT5S", "PT30S, PT20S", "PT0S, PT0S" })
	void graceThatIsSetIsNotLongerThanTheTimeout(Duration set, Duration grace) {
		assertThat(new TestSettings().grace(set).build().graceWithin(Duration.ofSeconds(20))).isEqualTo(grace);
	}

}
