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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Scope;

/**
 * Records how long drains took, in every registry that this is bound to. It is there
 * before the report is.
 */
public final class DrainTimer implements DrainListener, MeterBinder {

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	/**
	 * Creates a timer that is bound to no registry yet.
	 */
	public DrainTimer() {
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (!this.registries.contains(registry)) {
			this.registries.add(registry);
			// Spring Boot closes its registries before connections are drained
			timer(registry, Scope.everything(), "shutdown", false);
		}
	}

	@Override
	public void finished(Drain drain, DrainReport report) {
		for (MeterRegistry registry : this.registries) {
			timer(registry, report.scope(), DrainKeys.cause(drain), report.cancelled()).record(report.elapsed());
		}
	}

	private static Timer timer(MeterRegistry registry, Scope scope, String cause, boolean cancelled) {
		return Timer.builder(MeterNames.DRAIN_DURATION)
			.description("How long drains took")
			.tags("scope", DrainKeys.scope(scope), "cause", cause, "cancelled", Boolean.toString(cancelled))
			.register(registry);
	}

}
