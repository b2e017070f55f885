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
import java.util.Optional;
import java.util.OptionalInt;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionListener;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.Ending;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.RecordingConnection;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.drain.TestSettings;

/**
 * Connections and drains on a {@link FakeTimer}.
 */
final class World implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final FakeTimer timer = new FakeTimer();

	private final ConnectionRegistry registry;

	private final ConnectionDrainer drainer;

	private int opened;

	World(List<ConnectionListener> connectionListeners, List<DrainListener> drainListeners) {
		this.registry = new ConnectionRegistry(this.timer, connectionListeners);
		this.drainer = new ConnectionDrainer(this.registry, this.timer, new TestSettings().build(),
				DrainOrder.idleFirst(), drainListeners);
	}

	FakeTimer timer() {
		return this.timer;
	}

	ConnectionRegistry registry() {
		return this.registry;
	}

	ConnectionDrainer drainer() {
		return this.drainer;
	}

	void advance(Duration span) {
		this.timer.advance(span);
	}

	RecordingConnection connection(String kind, String endpoint) {
		return new RecordingConnection(this.timer::elapsed, this.registry.clock(), new Kind(kind), endpoint,
				"c" + this.opened++);
	}

	RecordingConnection open(String kind, String endpoint) {
		return establish(connection(kind, endpoint));
	}

	RecordingConnection openAtPath(String kind, String path) {
		return establish(connection(kind, path).unmapped());
	}

	private RecordingConnection establish(RecordingConnection connection) {
		this.registry.tryAdmit(connection.info().kind(), connection.info().endpoint())
			.orElseThrow()
			.established(connection);
		return connection;
	}

	Drain drain() {
		return drain(Scope.everything(), Cause.request("test"));
	}

	Drain drain(Scope scope, Cause cause) {
		Drain drain = this.drainer.drain(new DrainRequest(scope, cause, TIMEOUT));
		this.timer.runDue();
		return drain;
	}

	static Ending ending(Outcome outcome) {
		return new Ending(outcome, OptionalInt.empty(), Duration.ZERO, Optional.empty(), false);
	}

	@Override
	public void close() {
		this.drainer.close();
	}

}
