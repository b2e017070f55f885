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

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import io.github.wsshutdown.drain.Ending;
import io.github.wsshutdown.drain.Outcome;

/**
 * The meters of connections in one registry.
 */
final class BoundMeters {

	/**
	 * A peer answers within a round trip, or when it gets to it.
	 */
	private static final Duration[] ANSWERS = List.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000)
		.stream()
		.map(Duration::ofMillis)
		.toArray(Duration[]::new);

	private final MeterRegistry registry;

	private final int status;

	private final Meter.MeterProvider<Counter> opened;

	private final Meter.MeterProvider<Counter> closed;

	private final Meter.MeterProvider<Timer> duration;

	private final Meter.MeterProvider<Counter> refused;

	private final Meter.MeterProvider<Counter> closes;

	private final Meter.MeterProvider<Timer> confirmation;

	private final Queue<Gauge> gauges = new ConcurrentLinkedQueue<>();

	/**
	 * Creates the meters.
	 * @param registry where they are
	 * @param status the status with which drains close
	 */
	BoundMeters(MeterRegistry registry, int status) {
		this.registry = registry;
		this.status = status;
		this.opened = Counter.builder(MeterNames.CONNECTIONS_OPENED)
			.description("Connections that were established")
			.withRegistry(registry);
		this.closed = Counter.builder(MeterNames.CONNECTIONS_CLOSED)
			.description("Connections that have ended")
			.withRegistry(registry);
		this.duration = Timer.builder(MeterNames.CONNECTIONS_DURATION)
			.description("How long connections that have ended were open")
			.withRegistry(registry);
		this.refused = Counter.builder(MeterNames.CONNECTIONS_REFUSED)
			.description("Newcomers that were refused")
			.withRegistry(registry);
		this.closes = Counter.builder(MeterNames.DRAIN_CLOSES)
			.description("Connections that have ended in a drain")
			.withRegistry(registry);
		this.confirmation = Timer.builder(MeterNames.DRAIN_CONFIRMATION)
			.description("From a peer being asked to leave to its answer")
			.serviceLevelObjectives(ANSWERS)
			.withRegistry(registry);
	}

	boolean isIn(MeterRegistry candidate) {
		return this.registry == candidate;
	}

	/**
	 * Makes the meters of a place ahead of time. Spring Boot closes its registries as
	 * soon as the context begins to close, before its connections are drained: from then
	 * on no meter is added. And who looks at a counter asks for its increase, which one
	 * that begins with the drain would not show.
	 */
	void add(Place place) {
		this.gauges.add(Gauge.builder(MeterNames.CONNECTIONS_OPEN, place, Place::open)
			.description("Connections that are open")
			.tags(place.tags())
			.register(this.registry));
		this.opened.withTags(place.tags());
		this.refused.withTags(place.tags());
		// Who is refused has asked for a path, of which no pattern may be known
		this.refused.withTags(Place.tags(place.kind(), Places.UNKNOWN));
		this.duration.withTags(place.tags());
		CloseCode.expected(place.kind(), this.status).forEach((code) -> closed(place, code));
		this.confirmation.withTag("kind", place.kind());
		for (Outcome outcome : Outcome.values()) {
			this.closes.withTags(tags(place, outcome));
		}
	}

	void opened(Place place) {
		this.opened.withTags(place.tags()).increment();
	}

	void ended(Place place, Ending ending) {
		closed(place, CloseCode.tagOf(ending.closeCode())).increment();
		this.duration.withTags(place.tags()).record(ending.open());
		ending.answeredAfter().ifPresent(this.confirmation.withTag("kind", place.kind())::record);
		if (ending.drained()) {
			this.closes.withTags(tags(place, ending.outcome())).increment();
		}
	}

	private Counter closed(Place place, String code) {
		return this.closed.withTags(place.tags().and("code", code));
	}

	void refused(Place place) {
		this.refused.withTags(place.tags()).increment();
	}

	private static Tags tags(Place place, Outcome outcome) {
		return Tags.of("kind", place.kind(), "outcome", outcome.name().toLowerCase(Locale.ROOT));
	}

	/**
	 * Takes away what shows a state that is over.
	 */
	void close() {
		this.gauges.forEach(this.registry::remove);
	}

}
