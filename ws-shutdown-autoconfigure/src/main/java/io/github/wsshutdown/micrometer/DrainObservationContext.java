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

package io.github.wsshutdown.micrometer;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainReport;

/**
 * What is known of a drain that is observed.
 */
public final class DrainObservationContext extends Observation.Context {

	private final Drain drain;

	private volatile @Nullable DrainReport report;

	/**
	 * Creates a context.
	 * @param drain the drain
	 */
	public DrainObservationContext(Drain drain) {
		this.drain = drain;
	}

	/**
	 * Returns the drain.
	 * @return the drain
	 */
	public Drain getDrain() {
		return this.drain;
	}

	/**
	 * Returns what the drain has seen.
	 * @return the report, or {@code null} as long as the drain is not over
	 */
	public @Nullable DrainReport getReport() {
		return this.report;
	}

	void setReport(DrainReport report) {
		this.report = report;
	}

}
