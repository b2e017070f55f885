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
import java.util.OptionalInt;

/**
 * {@link DrainSettings} for tests, by name instead of by position. Unless told otherwise,
 * all are asked at once and cutting may take a second.
 */
public final class TestSettings {

	public static final Departure DEPARTURE = new Departure(OptionalInt.of(1001), "", Duration.ofSeconds(5));

	private Duration settle = Duration.ZERO;

	private int rate;

	private double maxShare = 0.5;

	private Duration grace;

	private Duration cutMargin = Duration.ofSeconds(1);

	public TestSettings settle(Duration value) {
		this.settle = value;
		return this;
	}

	public TestSettings rate(int value) {
		this.rate = value;
		return this;
	}

	public TestSettings maxShare(double value) {
		this.maxShare = value;
		return this;
	}

	public TestSettings grace(Duration value) {
		this.grace = value;
		return this;
	}

	public TestSettings cutMargin(Duration value) {
		this.cutMargin = value;
		return this;
	}

	public DrainSettings build() {
		return new DrainSettings(DEPARTURE, this.settle, this.rate, this.maxShare, this.grace, this.cutMargin);
	}

}
