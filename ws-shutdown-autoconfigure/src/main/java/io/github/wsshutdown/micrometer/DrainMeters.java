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

import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainState;
import io.github.wsshutdown.drain.Drainer;

/**
 * Shows where things stand, whenever somebody looks. To sum up what is in flight, and
 * what remains of a drain, takes one look at every connection.
 */
public final class DrainMeters implements MeterBinder, AutoCloseable {

	private final ConnectionRegistry connections;

	private final Drainer drainer;

	private final Queue<Runnable> removals = new ConcurrentLinkedQueue<>();

	/**
	 * Creates meters that are bound to no registry yet.
	 * @param connections the connections
	 * @param drainer who drains them
	 */
	public DrainMeters(ConnectionRegistry connections, Drainer drainer) {
		this.connections = connections;
		this.drainer = drainer;
	}

	/**
	 * Registries refer weakly to what a gauge shows, so none keeps the connections in
	 * memory.
	 */
	@Override
	public void bindTo(MeterRegistry registry) {
		bind(registry, Gauge.builder(MeterNames.CONNECTIONS_IN_FLIGHT, this.connections, ConnectionRegistry::inFlight)
			.description("Messages in flight on all connections"));
		bind(registry, Gauge.builder(MeterNames.DRAIN_REMAINING, this.drainer, DrainMeters::remaining)
			.description("Connections of the running drain that have not ended"));
		for (DrainState state : DrainState.values()) {
			bind(registry,
					Gauge.builder(MeterNames.DRAIN_STATE, this.drainer, (drainer) -> (drainer.state() == state) ? 1 : 0)
						.description("1 for the state in which all connections stand, 0 for the others")
						.tag("state", state.name().toLowerCase(Locale.ROOT)));
		}
	}

	private void bind(MeterRegistry registry, Gauge.Builder<?> builder) {
		Gauge gauge = builder.register(registry);
		this.removals.add(() -> registry.remove(gauge));
	}

	private static double remaining(Drainer drainer) {
		return drainer.running().map(Drain::progress).map((progress) -> (double) progress.remaining()).orElse(0.0);
	}

	/**
	 * Removes the gauges: a registry may outlive the application context.
	 */
	@Override
	public void close() {
		this.removals.forEach(Runnable::run);
	}

}
