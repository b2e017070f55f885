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

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;

/**
 * A connection without a transport, whose peer answers at once.
 */
final class RecordingConnection implements Connection, ConnectionInfo {

	static final Kind KIND = new Kind("websocket");

	static final String ENDPOINT = "/chat";

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private final Activity activity;

	RecordingConnection(CoarseClock clock) {
		this.activity = new Activity(clock);
	}

	void end(Outcome outcome) {
		this.ended.complete(outcome);
	}

	@Override
	public ConnectionInfo info() {
		return this;
	}

	@Override
	public Activity activity() {
		return this.activity;
	}

	@Override
	public void leave(Departure departure) {
		end(Outcome.PEER_ANSWERED);
	}

	@Override
	public void terminate() {
		end(Outcome.TERMINATED);
	}

	@Override
	public CompletionStage<Outcome> ended() {
		return this.ended;
	}

	@Override
	public String id() {
		return "recording";
	}

	@Override
	public Kind kind() {
		return KIND;
	}

	@Override
	public String endpoint() {
		return ENDPOINT;
	}

	@Override
	public Instant since() {
		return Instant.EPOCH;
	}

}
