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

package io.github.wsshutdown.samples.demo.report;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.samples.demo.report.Steps.Scale;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The line of a plot.
 */
class StepsTests {

	private final Scale x = new Scale(10, 0, 100);

	private final Scale y = new Scale(4, 40, 0);

	@Test
	void lineRisesAtEachMoment() {
		Steps steps = Steps.of(new double[] { 5, 1 });
		assertThat(steps.height()).isEqualTo(2);
		assertThat(steps.path(this.x, this.y)).isEqualTo("M0.0 40.0H10.0V30.0H50.0V20.0H100.0");
	}

	@Test
	void momentsOfOnePixelAreOnePoint() {
		Steps steps = Steps.of(new double[] { 5, 5, 5.001, 5.002 });
		assertThat(steps.path(this.x, this.y)).isEqualTo("M0.0 40.0H50.0V0.0H100.0");
	}

	@Test
	void lineOfNothingIsFlat() {
		assertThat(Steps.of(new double[0]).path(this.x, this.y)).isEqualTo("M0.0 40.0H100.0");
	}

	@Test
	void ticksAreRound() {
		assertThat(new Scale(1000, 0, 1).tick()).isEqualTo(200);
		assertThat(new Scale(15, 0, 1).tick()).isEqualTo(2);
		assertThat(new Scale(4.2, 0, 1).tick()).isEqualTo(0.5);
		assertThat(new Scale(0.7, 0, 1).tick()).isEqualTo(0.1);
	}

}
