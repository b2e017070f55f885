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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionListenerTests {

	private static final Departure DEPARTURE = new Departure(OptionalInt.of(1001), "", Duration.ofSeconds(5));

	private final RecordingConnectionListener listener = new RecordingConnectionListener();

	private final DrainHarness harness = new DrainHarness(List.of(new Broken(), this.listener));

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void reservationIsNotTold() {
		this.harness.reserve().close();
		this.harness.reserve();
		this.harness.advanceSeconds(15);
		assertThat(this.listener.opened()).isEmpty();
		assertThat(this.listener.ended()).isEmpty();
	}

	@Test
	void connectionIsToldOnceWhenItOpensAndOnceWhenItEnds() {
		RecordingConnection connection = this.harness.open();
		assertThat(this.listener.opened()).containsExactly(connection);
		assertThat(this.listener.ended()).isEmpty();
		connection.end(Outcome.PEER_GONE);
		connection.end(Outcome.TERMINATED);
		assertThat(this.listener.opened()).hasSize(1);
		assertThat(this.listener.ended()).containsExactly(connection);
	}

	@Test
	void timeOpenCountsFromWhenItWasEstablished() {
		Admission admission = this.harness.reserve();
		this.harness.advanceSeconds(3);
		RecordingConnection connection = this.harness.connection();
		admission.established(connection);
		this.harness.advanceSeconds(7);
		connection.end(Outcome.PEER_ANSWERED);
		assertThat(this.listener.endings()).containsExactly(
				new Ending(Outcome.PEER_ANSWERED, OptionalInt.empty(), Duration.ofSeconds(7), Optional.empty(), false));
	}

	@Test
	void answerToAnAskingOfThisVeryMomentTookNoLessThanNoTime() {
		FakeTimer time = new FakeTimer();
		HookedTimer timer = new HookedTimer(time);
		ConnectionRegistry registry = new ConnectionRegistry(timer, List.of(this.listener));
		ConnectionDirectory directory = new ConnectionDirectory(registry, timer);
		RecordingConnection connection = new RecordingConnection(time::elapsed, registry.clock(),
				DrainHarness.WEBSOCKET, "/ws", "c0")
			.neverAnswers();
		registry.tryAdmit(DrainHarness.WEBSOCKET, "/ws").orElseThrow().established(connection);
		Thread asking = new Thread(() -> {
			time.advance(Duration.ofMillis(3));
			directory.disconnect(1, DEPARTURE, Duration.ofSeconds(9));
		});
		timer.afterNanos = () -> {
			asking.start();
			Awaitility.await().until(() -> asking.getState() == Thread.State.BLOCKED || !asking.isAlive());
		};
		connection.end(Outcome.PEER_ANSWERED);
		Awaitility.await().until(() -> !asking.isAlive());
		assertThat(this.listener.endings()).singleElement()
			.satisfies((ending) -> assertThat(ending.answeredAfter().orElse(Duration.ZERO))
				.isGreaterThanOrEqualTo(Duration.ZERO));
	}

	@Test
	void connectionEstablishedAfterItsReservationExpiredIsTold() {
		Admission admission = this.harness.reserve();
		this.harness.advanceSeconds(15);
		RecordingConnection connection = this.harness.connection();
		admission.established(connection);
		this.harness.advanceSeconds(1);
		connection.end(Outcome.PEER_GONE);
		assertThat(this.listener.opened()).containsExactly(connection);
		assertThat(this.listener.endings()).singleElement()
			.satisfies((ending) -> assertThat(ending.open()).isEqualTo(Duration.ofSeconds(1)));
	}

	@Test
	void codeOfTheCloseIsTold() {
		this.harness.open().closedWith(4001).end(Outcome.PEER_ANSWERED);
		assertThat(this.listener.endings()).singleElement()
			.satisfies((ending) -> assertThat(ending.closeCode()).hasValue(4001));
	}

	@Test
	void connectionThatCannotSayItsCodeIsToldWithoutIt() {
		this.harness.open().onCloseCode(RecordingConnection::fail).end(Outcome.PEER_ANSWERED);
		assertThat(this.listener.endings()).singleElement()
			.satisfies((ending) -> assertThat(ending.closeCode()).isEmpty());
	}

	@Test
	void answerIsTimedFromBeingAsked() {
		this.harness.open().answersAfter(this.harness.timer(), Duration.ofMillis(250));
		RecordingConnection gone = this.harness.open().neverAnswers();
		this.harness.advanceSeconds(3);
		this.harness.drain();
		this.harness.advanceSeconds(12);
		gone.end(Outcome.PEER_GONE);
		assertThat(this.listener.endings()).extracting(Ending::answeredAfter)
			.containsExactly(Optional.of(Duration.ofMillis(250)), Optional.empty());
		assertThat(this.listener.endings()).extracting(Ending::drained).containsExactly(true, true);
	}

	@Test
	void whoIsDisconnectedIsNoPartOfADrain() {
		RecordingConnection connection = this.harness.open().answersAfter(this.harness.timer(), Duration.ofSeconds(2));
		ConnectionDirectory directory = new ConnectionDirectory(this.harness.registry(), this.harness.timer());
		long number = directory.page(0, 1, (each) -> each.connection() == connection).get(0).number();
		directory.disconnect(number, DEPARTURE, Duration.ofSeconds(10));
		this.harness.advanceSeconds(2);
		assertThat(this.listener.endings()).containsExactly(new Ending(Outcome.PEER_ANSWERED, OptionalInt.empty(),
				Duration.ofSeconds(2), Optional.of(Duration.ofSeconds(2)), false));
	}

	@Test
	void whoIsGivenUpIsToldThoughItNeverEnds() {
		RecordingConnection connection = this.harness.open().neverAnswers().ignoresTermination();
		this.harness.drain();
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(this.listener.ended()).isEmpty();
		this.harness.advanceSeconds(5);
		assertThat(this.listener.ended()).containsExactly(connection);
		assertThat(this.listener.endings()).extracting(Ending::outcome).containsExactly(Outcome.TERMINATED);
	}

	@Test
	void listenersKnowEverybodyOfADrainBeforeItsReport() {
		this.harness.open(3);
		Drain drain = this.harness.drain();
		int told = drain.report().thenApply((report) -> this.listener.ended().size()).toCompletableFuture().join();
		assertThat(told).isEqualTo(3);
	}

	@Test
	void refusalIsToldWithWhatWasAskedFor() {
		this.harness.drain();
		this.harness.admits(DrainHarness.STREAM, "/news/42");
		assertThat(this.listener.refused()).containsExactly("stream /news/42");
	}

	@Test
	void workInFlightIsSummedUp() {
		RecordingConnection one = this.harness.open();
		this.harness.open().onActivity(RecordingConnection::fail);
		this.harness.reserve();
		RecordingConnection other = this.harness.open();
		one.activity().begin();
		one.activity().begin();
		other.activity().begin();
		assertThat(this.harness.registry().inFlight()).isEqualTo(3);
		one.end(Outcome.PEER_GONE);
		assertThat(this.harness.registry().inFlight()).isOne();
	}

	private static final class Broken implements ConnectionListener {

		@Override
		public void opened(Connection connection) {
			RecordingConnection.fail();
		}

		@Override
		public void ended(Connection connection, Ending ending) {
			throw new AssertionError("scripted");
		}

		@Override
		public void refused(Kind kind, String endpoint) {
			RecordingConnection.fail();
		}

	}

	/**
	 * Does something once, right after it was asked for the time and before it answers.
	 */
	private static final class HookedTimer implements Timer {

		private final FakeTimer delegate;

		private Runnable afterNanos;

		HookedTimer(FakeTimer delegate) {
			this.delegate = delegate;
		}

		@Override
		public long nanos() {
			long now = this.delegate.nanos();
			Runnable action = this.afterNanos;
			this.afterNanos = null;
			if (action != null) {
				action.run();
			}
			return now;
		}

		@Override
		public Instant now() {
			return this.delegate.now();
		}

		@Override
		public Cancellable schedule(Duration delay, Runnable task) {
			return this.delegate.schedule(delay, task);
		}

	}

}
