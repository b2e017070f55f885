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

package io.github.wsshutdown.actuate;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;

/**
 * A connection whose client does what a test says; unless told otherwise, it answers at
 * once.
 */
final class OpenedConnection implements Connection {

	private final Activity activity;

	private final ConnectionInfo info;

	private final List<Departure> departures = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private boolean silent;

	private boolean broken;

	OpenedConnection(CoarseClock clock, ConnectionInfo info) {
		this.activity = new Activity(clock);
		this.info = info;
	}

	OpenedConnection silent() {
		this.silent = true;
		return this;
	}

	OpenedConnection broken() {
		this.broken = true;
		return this;
	}

	List<Departure> departures() {
		return this.departures;
	}

	boolean isOpen() {
		return !this.ended.isDone();
	}

	void end() {
		this.ended.complete(Outcome.PEER_ANSWERED);
	}

	@Override
	public ConnectionInfo info() {
		if (this.broken) {
			throw new IllegalStateException("scripted");
		}
		return this.info;
	}

	@Override
	public Activity activity() {
		if (this.broken) {
			throw new IllegalStateException("scripted");
		}
		return this.activity;
	}

	@Override
	public void leave(Departure departure) {
		this.departures.add(departure);
		if (!this.silent) {
			end();
		}
	}

	@Override
	public void terminate() {
		this.ended.complete(Outcome.TERMINATED);
	}

	@Override
	public CompletionStage<Outcome> ended() {
		return this.ended;
	}

	/**
	 * Who a connection is.
	 */
	record Info(String id, Kind kind, String endpoint, Instant since, String user, String remote, String protocol,
			boolean isEndpointPattern) implements ConnectionInfo {

		Info(String kind, String endpoint, String user, String protocol, boolean isEndpointPattern) {
			this("secret-session", new Kind(kind), endpoint, EndpointHarness.NOW, user, "10.0.0.7:1234", protocol,
					isEndpointPattern);
		}

	}

}
