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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A registry and a drainer on a {@link FakeTimer}, with a short hand for what tests do to
 * them.
 */
final class DrainHarness {

	static final Kind WEBSOCKET = new Kind("websocket");

	static final Kind STREAM = new Kind("stream");

	static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final FakeTimer timer = new FakeTimer();

	private final ConnectionRegistry registry;

	private final RecordingListener listener = new RecordingListener();

	private final ConnectionDrainer drainer;

	private int opened;

	DrainHarness() {
		this(new TestSettings());
	}

	DrainHarness(TestSettings settings, DrainListener... others) {
		this(settings, DrainOrder.idleFirst(), others);
	}

	DrainHarness(List<ConnectionListener> connectionListeners) {
		this(new TestSettings(), DrainOrder.idleFirst(), connectionListeners);
	}

	DrainHarness(TestSettings settings, DrainOrder order, DrainListener... others) {
		this(settings, order, List.of(), others);
	}

	private DrainHarness(TestSettings settings, DrainOrder order, List<ConnectionListener> connectionListeners,
			DrainListener... others) {
		this.registry = new ConnectionRegistry(this.timer, connectionListeners);
		List<DrainListener> listeners = new ArrayList<>(List.of(others));
		listeners.add(this.listener);
		this.drainer = new ConnectionDrainer(this.registry, this.timer, settings.build(), order, listeners);
	}

	FakeTimer timer() {
		return this.timer;
	}

	ConnectionRegistry registry() {
		return this.registry;
	}

	RecordingListener listener() {
		return this.listener;
	}

	ConnectionDrainer drainer() {
		return this.drainer;
	}

	DrainState state() {
		return this.drainer.state();
	}

	void advance(Duration span) {
		this.timer.advance(span);
	}

	void advanceSeconds(long seconds) {
		this.timer.advance(Duration.ofSeconds(seconds));
	}

	Admission reserve() {
		return reserve(WEBSOCKET, "/ws");
	}

	Admission reserve(Kind kind, String endpoint) {
		return this.registry.tryAdmit(kind, endpoint).orElseThrow();
	}

	boolean admits(Kind kind, String endpoint) {
		return this.registry.tryAdmit(kind, endpoint).map(DrainHarness::release).isPresent();
	}

	boolean admits() {
		return admits(WEBSOCKET, "/ws");
	}

	RecordingConnection connection() {
		return connection(WEBSOCKET, "/ws");
	}

	RecordingConnection connection(Kind kind, String endpoint) {
		return new RecordingConnection(this.timer::elapsed, this.registry.clock(), kind, endpoint, "c" + this.opened++);
	}

	RecordingConnection open() {
		return open(WEBSOCKET, "/ws");
	}

	RecordingConnection open(Kind kind, String endpoint) {
		Admission admission = reserve(kind, endpoint);
		RecordingConnection connection = connection(kind, endpoint);
		admission.established(connection);
		return connection;
	}

	List<RecordingConnection> open(int count) {
		List<RecordingConnection> connections = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			connections.add(open());
		}
		return connections;
	}

	/**
	 * Starts a drain as an operator does, and runs what is due at once.
	 */
	Drain drain(Scope scope, Duration timeout) {
		return run(new DrainRequest(scope, Cause.request("operator"), timeout));
	}

	Drain drain() {
		return drain(Scope.everything(), TIMEOUT);
	}

	/**
	 * Starts a drain as an ending application does, and runs what is due at once.
	 */
	Drain shutdown(Duration timeout) {
		return run(new DrainRequest(Scope.everything(), Cause.shutdown("shutdown"), timeout));
	}

	private Drain run(DrainRequest request) {
		Drain drain = this.drainer.drain(request);
		this.timer.runDue();
		return drain;
	}

	/**
	 * Returns the report that is due by now; only its way through the listeners' thread
	 * takes real time.
	 */
	static DrainReport reportOf(Drain drain) {
		try {
			return drain.report().toCompletableFuture().get(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError("No report", ex);
		}
	}

	void close() {
		this.drainer.close();
	}

	private static boolean release(Admission admission) {
		admission.close();
		return true;
	}

}
