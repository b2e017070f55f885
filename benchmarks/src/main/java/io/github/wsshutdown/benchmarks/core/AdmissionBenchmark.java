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

package io.github.wsshutdown.benchmarks.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.DrainSettings;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.SystemTimer;

/**
 * What a connection costs at the gate and in the registry, from its reservation to its
 * end, beside others that are open.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AdmissionBenchmark {

	@Param({ "0", "100000" })
	private int open;

	private final SystemTimer timer = new SystemTimer();

	private final ConnectionRegistry registry = new ConnectionRegistry(this.timer);

	private final ConnectionRegistry closed = new ConnectionRegistry(this.timer);

	@Setup
	public void fill() {
		for (int i = 0; i < this.open; i++) {
			admit(this.registry).established(new RecordingConnection(this.registry.clock()));
			admit(this.closed).established(new RecordingConnection(this.closed.clock()));
		}
		DrainSettings settings = new DrainSettings(
				new Departure(OptionalInt.of(1001), "Going away", Duration.ofSeconds(5)), Duration.ZERO, 0, 0.5, null,
				Duration.ofSeconds(1));
		try (ConnectionDrainer drainer = new ConnectionDrainer(this.closed, this.timer, settings,
				DrainOrder.idleFirst(), List.of())) {
			drainer.shutdownBegins();
		}
	}

	@TearDown
	public void close() {
		this.timer.close();
	}

	@Benchmark
	public CompletionStage<Outcome> connectionAlone() {
		RecordingConnection connection = new RecordingConnection(this.registry.clock());
		connection.end(Outcome.PEER_GONE);
		return connection.ended();
	}

	@Benchmark
	public CompletionStage<Outcome> admittedEstablishedEnded() {
		Admission admission = admit(this.registry);
		RecordingConnection connection = new RecordingConnection(this.registry.clock());
		admission.established(connection);
		connection.end(Outcome.PEER_GONE);
		return connection.ended();
	}

	@Benchmark
	public Optional<Admission> refused() {
		return this.closed.tryAdmit(RecordingConnection.KIND, RecordingConnection.ENDPOINT);
	}

	private static Admission admit(ConnectionRegistry registry) {
		return registry.tryAdmit(RecordingConnection.KIND, RecordingConnection.ENDPOINT).orElseThrow();
	}

}
