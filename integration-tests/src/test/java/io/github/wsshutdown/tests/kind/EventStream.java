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

package io.github.wsshutdown.tests.kind;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;

/**
 * A stream of server-sent events as a connection. A client has no way to answer, so a
 * stream that was asked to leave ends unconfirmed at best.
 */
final class EventStream implements Connection, ConnectionInfo {

	static final Kind KIND = new Kind("stream");

	private final String id = UUID.randomUUID().toString();

	private final Instant since = Instant.now();

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private final SseEmitter emitter;

	private final String endpoint;

	private final Executor executor;

	private final Activity activity;

	private volatile Outcome expected = Outcome.PEER_GONE;

	EventStream(SseEmitter emitter, String endpoint, CoarseClock clock, Executor executor) {
		this.emitter = emitter;
		this.endpoint = endpoint;
		this.executor = executor;
		this.activity = new Activity(clock);
		emitter.onCompletion(() -> this.ended.complete(this.expected));
		emitter.onError((error) -> this.ended.complete(Outcome.PEER_GONE));
	}

	@Override
	public ConnectionInfo info() {
		return this;
	}

	@Override
	public Activity activity() {
		return this.activity;
	}

	/**
	 * Sends a last event and completes, on another thread, because sending blocks.
	 */
	@Override
	public void leave(Departure departure) {
		this.executor.execute(() -> {
			try {
				this.emitter.send(SseEmitter.event().name("leave").data(departure.reason()));
				this.expected = Outcome.CLOSED_UNCONFIRMED;
				this.emitter.complete();
			}
			catch (IOException | IllegalStateException ex) {
				this.ended.complete(Outcome.PEER_GONE);
			}
		});
	}

	/**
	 * Completes with an error, which is all that an application can do to a response: if
	 * somebody is writing, this waits for the container to give up.
	 */
	@Override
	public void terminate() {
		this.expected = Outcome.TERMINATED;
		this.executor.execute(() -> this.emitter.completeWithError(new IOException("Cut at the deadline")));
	}

	@Override
	public CompletionStage<Outcome> ended() {
		return this.ended;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Kind kind() {
		return KIND;
	}

	@Override
	public String endpoint() {
		return this.endpoint;
	}

	@Override
	public Instant since() {
		return this.since;
	}

}
