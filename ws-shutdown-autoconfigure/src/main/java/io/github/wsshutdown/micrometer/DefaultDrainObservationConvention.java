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

import io.micrometer.common.KeyValues;

import io.github.wsshutdown.drain.DrainReport;

/**
 * The observation {@code ws.drain}: what kind of scope, why, how it came out, and whether
 * it was undone. A span also has the numbers. No name of an endpoint or a user is told.
 */
public final class DefaultDrainObservationConvention implements DrainObservationConvention {

	/**
	 * Creates the convention.
	 */
	public DefaultDrainObservationConvention() {
	}

	@Override
	public String getName() {
		return MeterNames.DRAIN_OBSERVATION;
	}

	@Override
	public String getContextualName(DrainObservationContext context) {
		return "drain " + DrainKeys.scope(context.getDrain().scope());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(DrainObservationContext context) {
		DrainReport report = context.getReport();
		return KeyValues.of("scope", DrainKeys.scope(context.getDrain().scope()), "cause",
				DrainKeys.cause(context.getDrain()), "outcome", (report != null) ? DrainKeys.outcome(report) : "none",
				"cancelled", Boolean.toString(report != null && report.cancelled()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(DrainObservationContext context) {
		DrainReport report = context.getReport();
		if (report == null) {
			return KeyValues.empty();
		}
		return KeyValues.of("total", Integer.toString(report.total()), "asked", Integer.toString(report.asked()),
				"refused", Long.toString(report.refused()), "stragglers", Integer.toString(report.stragglers().size()));
	}

}
