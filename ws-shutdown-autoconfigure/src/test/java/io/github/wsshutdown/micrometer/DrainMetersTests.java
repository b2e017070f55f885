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

import java.lang.ref.WeakReference;
import java.util.List;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.RecordingConnection;

import static org.assertj.core.api.Assertions.assertThat;

class DrainMetersTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private World world = new World(List.of(), List.of());

	@AfterEach
	void close() {
		this.world.close();
	}

	private DrainMeters bind() {
		DrainMeters meters = new DrainMeters(this.world.registry(), this.world.drainer());
		meters.bindTo(this.registry);
		return meters;
	}

	private List<String> states() {
		return this.registry.find(MeterNames.DRAIN_STATE)
			.gauges()
			.stream()
			.filter((gauge) -> gauge.value() == 1)
			.map((gauge) -> gauge.getId().getTag("state"))
			.toList();
	}

	private double value(String name) {
		return this.registry.get(name).gauge().value();
	}

	@Test
	void oneStateIsTheOneInWhichThingsStand() {
		bind();
		assertThat(this.registry.find(MeterNames.DRAIN_STATE).gauges()).hasSize(5);
		assertThat(states()).containsExactly("accepting");
		RecordingConnection connection = this.world.open("websocket", "/chat").neverAnswers().ignoresTermination();
		this.world.drain();
		assertThat(states()).containsExactly("draining");
		this.world.advance(World.TIMEOUT);
		assertThat(states()).containsExactly("terminating");
		connection.end(Outcome.TERMINATED);
		assertThat(states()).containsExactly("drained");
		this.world.drainer().undrain();
		assertThat(states()).containsExactly("accepting");
	}

	@Test
	void remainingIsToldWhileADrainRuns() {
		bind();
		RecordingConnection connection = this.world.open("websocket", "/chat").neverAnswers();
		assertThat(value(MeterNames.DRAIN_REMAINING)).isZero();
		this.world.drain();
		assertThat(value(MeterNames.DRAIN_REMAINING)).isOne();
		connection.end(Outcome.PEER_ANSWERED);
		assertThat(value(MeterNames.DRAIN_REMAINING)).isZero();
	}

	@Test
	void workInFlightIsTold() {
		bind();
		RecordingConnection connection = this.world.open("websocket", "/chat");
		connection.activity().begin();
		connection.activity().begin();
		assertThat(value(MeterNames.CONNECTIONS_IN_FLIGHT)).isEqualTo(2);
		connection.activity().end();
		assertThat(value(MeterNames.CONNECTIONS_IN_FLIGHT)).isOne();
	}

	@Test
	void gaugesGoWithTheContext() {
		bind().close();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void registryDoesNotKeepTheConnectionsInMemory() {
		bind();
		WeakReference<Object> connections = new WeakReference<>(this.world.registry());
		this.world.close();
		this.world = new World(List.of(), List.of());
		Awaitility.await().until(() -> {
			System.gc();
			return connections.get() == null;
		});
		assertThat(this.registry.getMeters()).hasOnlyElementsOfType(Gauge.class).isNotEmpty();
	}

}
