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
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.DrainSettings;
import io.github.wsshutdown.drain.Scope;

/**
 * What the bookkeeping of a drain costs without any transport: its start, which the
 * thread that stops the application waits for, and the whole of it to the report; with
 * all asked at once, and at the default pace in virtual time.
 */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 10)
@Measurement(iterations = 15)
public class DrainBenchmark {

	private static final DrainRequest REQUEST = new DrainRequest(Scope.everything(), Cause.request("benchmark"),
			Duration.ofSeconds(27));

	/**
	 * Longer than a reservation lasts.
	 */
	private static final int SECONDS_OPEN = 12;

	@Param("100000")
	private int connections;

	@Param({ "0", "1000" })
	private int rate;

	private DrainSettings settings = settings(0);

	private VirtualTimer timer = new VirtualTimer();

	private ConnectionRegistry registry = new ConnectionRegistry(this.timer);

	private ConnectionDrainer drainer = drainer();

	@Setup(Level.Iteration)
	public void fill() {
		this.settings = settings(this.rate);
		this.timer = new VirtualTimer();
		this.registry = new ConnectionRegistry(this.timer);
		this.drainer = drainer();
		for (int i = 0; i < this.connections; i++) {
			this.registry.tryAdmit(RecordingConnection.KIND, RecordingConnection.ENDPOINT)
				.orElseThrow()
				.established(new RecordingConnection(this.registry.clock()));
		}
		for (int second = 0; second < SECONDS_OPEN; second++) {
			this.timer.runNext();
		}
	}

	@TearDown(Level.Iteration)
	public void close() {
		this.drainer.close();
	}

	@Benchmark
	public Drain start() {
		return this.drainer.drain(REQUEST);
	}

	@Benchmark
	public DrainReport whole() {
		CompletableFuture<DrainReport> report = this.drainer.drain(REQUEST).report().toCompletableFuture();
		while (!report.isDone() && this.timer.runNext()) {
			continue;
		}
		return report.join();
	}

	/**
	 * What no drain can be cheaper than.
	 */
	@Benchmark
	public int loopWithoutDrain() {
		int asked = 0;
		for (Connection connection : this.registry.connections()) {
			connection.leave(this.settings.departure());
			asked++;
		}
		return asked;
	}

	/**
	 * What the registry does once a second while nothing is drained.
	 */
	@Benchmark
	public boolean secondWithoutDrain() {
		return this.timer.runNext();
	}

	private ConnectionDrainer drainer() {
		return new ConnectionDrainer(this.registry, this.timer, this.settings, DrainOrder.idleFirst(), List.of());
	}

	private static DrainSettings settings(int rate) {
		return new DrainSettings(new Departure(OptionalInt.of(1001), "Going away", Duration.ofSeconds(5)),
				Duration.ZERO, rate, 0.5, null, Duration.ofSeconds(1));
	}

}
