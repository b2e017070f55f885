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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainReport;

/**
 * Observes each drain from its start to its report.
 */
public final class DrainObservations implements DrainListener {

	private static final DrainObservationConvention DEFAULT_CONVENTION = new DefaultDrainObservationConvention();

	private final ObservationRegistry registry;

	private final DrainObservationConvention convention;

	private final Map<Drain, Observation> running = new ConcurrentHashMap<>();

	/**
	 * Creates a listener that uses the default convention.
	 * @param registry the observations
	 */
	public DrainObservations(ObservationRegistry registry) {
		this(registry, DEFAULT_CONVENTION);
	}

	/**
	 * Creates a listener.
	 * @param registry the observations
	 * @param convention names them
	 */
	public DrainObservations(ObservationRegistry registry, DrainObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public void started(Drain drain, DrainPlan plan) {
		DrainObservationContext context = new DrainObservationContext(drain);
		this.running.put(drain, Observation.createNotStarted(this.convention, () -> context, this.registry).start());
		// One that is overtaken has no end of its own
		drain.report().thenAccept((report) -> stop(drain, report));
	}

	@Override
	public void finished(Drain drain, DrainReport report) {
		stop(drain, report);
	}

	private void stop(Drain drain, DrainReport report) {
		Observation observation = this.running.remove(drain);
		if (observation == null) {
			return;
		}
		if (observation.getContext() instanceof DrainObservationContext context) {
			context.setReport(report);
		}
		observation.stop();
	}

}
