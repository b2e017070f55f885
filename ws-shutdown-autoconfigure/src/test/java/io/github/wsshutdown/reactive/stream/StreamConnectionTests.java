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

package io.github.wsshutdown.reactive.stream;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.ExchangeWire;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.event.EventFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StreamConnection}.
 */
class StreamConnectionTests {

	private static final Departure DEPARTURE = new Departure(OptionalInt.empty(), "", Duration.ofSeconds(5),
			Duration.ofSeconds(5));

	private final FakeTimer timer = new FakeTimer();

	private final CloseLanes lanes = CloseLanes.on(this.timer, Runnable::run);

	private final Source<Publisher<? extends DataBuffer>> source = new Source<>();

	private final Server<Publisher<? extends DataBuffer>> server = new Server<>();

	private final CompletableFuture<Void> written = new CompletableFuture<>();

	private @Nullable Throwable failure;

	private StreamConnection connection(@Nullable ExchangeWire wire) {
		return connection(wire, this.timer, this.lanes);
	}

	private StreamConnection connection(@Nullable ExchangeWire wire, Timer timer, CloseLanes lanes) {
		StreamConnection connection = new StreamConnection(MockServerHttpRequest.get("/events").build(), "/events",
				true, wire, Bodies.stream(EventFormat.SERVER_SENT_EVENTS), timer, lanes);
		connection.run((events) -> {
			Flux.from(this.source).transform(events.ofGroups()).subscribe(this.server);
			return Mono.fromFuture(this.written, true);
		}).doFinally((signal) -> connection.handled()).subscribe((nothing) -> {
		}, (ex) -> this.failure = ex);
		this.server.request(1);
		return connection;
	}

	@Test
	void hasLeftWhenTheServerHasWrittenTheRest() {
		StreamConnection connection = connection(null);
		connection.leave(DEPARTURE);
		assertThat(this.server.isComplete()).isTrue();
		assertThat(connection.ended()).isNotDone();
		this.written.complete(null);
		assertThat(connection.ended()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
	}

	@Test
	void halfAnEventIsWaitedForWithinItsGrace() {
		StreamConnection connection = connection(null);
		this.source.emit(Bodies.group("data:"));
		this.server.write();
		this.server.request(1);
		connection.leave(DEPARTURE);
		connection.leave(DEPARTURE);
		assertThat(this.server.isComplete()).isFalse();
		this.timer.advance(DEPARTURE.grace());
		assertThat(this.server.isComplete()).isTrue();
	}

	/**
	 * Either may be an event loop, and the timer has a lock.
	 */
	@Test
	void whoAsksItToLeaveAndWhoHasWrittenItDoNotWaitForTheTimer() {
		Queue<Runnable> tasks = new ArrayDeque<>();
		NotingTimer noting = new NotingTimer();
		StreamConnection connection = connection(null, noting, CloseLanes.on(noting, tasks::add));
		this.source.emit(Bodies.group("data:"));
		this.server.write();
		this.server.request(1);
		connection.leave(DEPARTURE);
		assertThat(noting.calls).isEmpty();
		tasks.remove().run();
		assertThat(noting.calls).containsExactly("schedule");
		this.written.complete(null);
		assertThat(connection.ended()).isDone();
		assertThat(noting.calls).containsExactly("schedule");
		tasks.remove().run();
		assertThat(noting.calls).containsExactly("schedule", "cancel");
		assertThat(tasks).isEmpty();
	}

	@Test
	void hasLeftWhenTheWireSaysSo() {
		StubWire wire = new StubWire();
		StreamConnection connection = connection(wire);
		connection.leave(DEPARTURE);
		this.written.complete(null);
		assertThat(connection.ended()).isNotDone();
		wire.ended.complete(null);
		assertThat(connection.ended()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
	}

	@Test
	void clientHasGoneIfNotEverythingWasWritten() {
		StubWire wire = new StubWire();
		StreamConnection connection = connection(wire);
		wire.ended.complete(null);
		assertThat(connection.ended()).isCompletedWithValue(Outcome.PEER_GONE);
	}

	@Test
	void clientHasGoneIfTheServerCancels() {
		StreamConnection connection = connection(null);
		this.server.cancel();
		this.written.complete(null);
		assertThat(connection.ended()).isCompletedWithValue(Outcome.PEER_GONE);
	}

	@Test
	void applicationThatFailsIsNotTheClient() {
		StreamConnection connection = connection(null);
		this.source.fail();
		this.written.completeExceptionally(new IllegalStateException("deliberate"));
		assertThat(connection.ended()).isCompletedWithValue(Outcome.FAILED);
	}

	@Test
	void wireIsCut() {
		StubWire wire = new StubWire();
		StreamConnection connection = connection(wire);
		connection.terminate();
		assertThat(connection.ended()).isCompletedWithValue(Outcome.TERMINATED);
	}

	@Test
	void writingIsCancelledWhereThereIsNoWire() {
		StreamConnection connection = connection(null);
		connection.terminate();
		assertThat(connection.ended()).isCompletedWithValue(Outcome.TERMINATED);
		assertThat(this.failure).hasMessageContaining("was cut");
	}

	@Test
	void saysWhoItIs() {
		StreamConnection first = connection(null);
		StreamConnection second = new StreamConnection(
				MockServerHttpRequest.get("/events").remoteAddress(new InetSocketAddress("127.0.0.1", 9)).build(),
				"/events", false, null, Bodies.stream(EventFormat.LINES), this.timer, this.lanes);
		assertThat(first.info()).isSameAs(first);
		assertThat(first.id()).isNotEqualTo(second.id());
		assertThat(first.kind()).hasToString("stream");
		assertThat(first.endpoint()).isEqualTo("/events");
		assertThat(first.isEndpointPattern()).isTrue();
		assertThat(second.isEndpointPattern()).isFalse();
		assertThat(first.since()).isNotNull();
		assertThat(first.remote()).isNull();
		assertThat(second.remote()).contains("127.0.0.1");
		assertThat(first).hasToString("Stream " + first.id() + " at /events");
		assertThat(first.activity().inFlight()).isZero();
	}

	private static final class NotingTimer implements Timer {

		final List<String> calls = new ArrayList<>();

		@Override
		public long nanos() {
			return 0;
		}

		@Override
		public Instant now() {
			return Instant.EPOCH;
		}

		@Override
		public Cancellable schedule(Duration delay, Runnable task) {
			this.calls.add("schedule");
			return () -> this.calls.add("cancel");
		}

	}

	private static final class StubWire implements ExchangeWire {

		final CompletableFuture<Void> ended = new CompletableFuture<>();

		@Override
		public CompletionStage<Void> ended() {
			return this.ended;
		}

		@Override
		public void cut() {
			this.ended.complete(null);
		}

	}

}
