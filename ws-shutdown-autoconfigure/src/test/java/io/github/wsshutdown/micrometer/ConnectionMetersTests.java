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
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.RecordingConnection;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionMetersTests {

	private static final Tags CHAT = Tags.of("kind", "websocket", "endpoint", "/chat/{room}");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ConnectionMeters meters = new ConnectionMeters(1012);

	private final World world = new World(List.of(this.meters), List.of());

	@AfterEach
	void close() {
		this.world.close();
	}

	private static double gauge(MeterRegistry registry, Tags tags) {
		return registry.get(MeterNames.CONNECTIONS_OPEN).tags(tags).gauge().value();
	}

	private double count(String name, Tags tags) {
		return this.registry.get(name).tags(tags).counter().count();
	}

	@Test
	void whatIsOpenIsCountedByKindAndPattern() {
		this.meters.bindTo(this.registry);
		RecordingConnection one = this.world.open("websocket", "/chat/{room}");
		this.world.open("websocket", "/chat/{room}");
		this.world.open("stream", "/chat/{room}");
		assertThat(gauge(this.registry, CHAT)).isEqualTo(2);
		one.end(Outcome.PEER_GONE);
		assertThat(gauge(this.registry, CHAT)).isOne();
		assertThat(gauge(this.registry, Tags.of("kind", "stream", "endpoint", "/chat/{room}"))).isOne();
		assertThat(count(MeterNames.CONNECTIONS_OPENED, CHAT)).isEqualTo(2);
	}

	@Test
	void whoseEndIsToldFirstLeavesNothingBehind() {
		this.meters.bindTo(this.registry);
		RecordingConnection connection = this.world.connection("websocket", "/chat/{room}");
		this.meters.ended(connection, World.ending(Outcome.TERMINATED));
		assertThat(gauge(this.registry, CHAT)).isZero();
		this.meters.opened(connection);
		assertThat(gauge(this.registry, CHAT)).isZero();
	}

	@Test
	void whatHasEndedIsCountedByItsCodeAndTimed() {
		this.meters.bindTo(this.registry);
		RecordingConnection connection = this.world.open("websocket", "/chat/{room}").closedWith(4001);
		this.world.advance(Duration.ofMinutes(3));
		connection.end(Outcome.PEER_ANSWERED);
		assertThat(count(MeterNames.CONNECTIONS_CLOSED, CHAT.and("code", "4xxx"))).isOne();
		Timer timer = this.registry.get(MeterNames.CONNECTIONS_DURATION).tags(CHAT).timer();
		assertThat(timer.count()).isOne();
		assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(180);
	}

	@Test
	void pathsAreNotTold() {
		this.meters.bindTo(this.registry);
		this.world.openAtPath("websocket", "/chat/42?token=secret");
		assertThat(gauge(this.registry, Tags.of("kind", "websocket", "endpoint", "unknown"))).isOne();
		assertThat(this.registry.getMeters()).noneMatch((meter) -> meter.getId().toString().contains("42"));
	}

	@Test
	void endpointsBeyondTheLimitAreOneAndCountAsWell() {
		this.meters.bindTo(this.registry);
		for (int i = 0; i < Places.LIMIT; i++) {
			this.world.open("websocket", "/" + i);
		}
		RecordingConnection beyond = this.world.open("websocket", "/beyond");
		this.world.open("websocket", "/more");
		this.world.openAtPath("websocket", "/path");
		Tags other = Tags.of("kind", "websocket", "endpoint", "other");
		assertThat(gauge(this.registry, other)).isEqualTo(2);
		beyond.end(Outcome.PEER_GONE);
		assertThat(gauge(this.registry, other)).isOne();
		assertThat(count(MeterNames.CONNECTIONS_CLOSED, other.and("code", "none"))).isOne();
		assertThat(this.registry.find(MeterNames.CONNECTIONS_OPEN).gauges()).hasSize(Places.LIMIT + 2);
	}

	@Test
	void refusalsAreCountedAtPatternsThatAreKnown() {
		this.meters.bindTo(this.registry);
		this.world.open("websocket", "/chat");
		for (String path : List.of("/chat", "/chat/1", "/chat/2")) {
			this.meters.refused(new Kind("websocket"), path);
		}
		assertThat(count(MeterNames.CONNECTIONS_REFUSED, Tags.of("kind", "websocket", "endpoint", "/chat"))).isOne();
		assertThat(count(MeterNames.CONNECTIONS_REFUSED, Tags.of("kind", "websocket", "endpoint", "unknown")))
			.isEqualTo(2);
	}

	@Test
	void drainIsCountedByOutcomeAndItsAnswersAreTimed() {
		this.meters.bindTo(this.registry);
		this.world.open("websocket", "/chat/{room}").answersAfter(this.world.timer(), Duration.ofMillis(30));
		this.world.open("websocket", "/other").neverAnswers();
		assertThat(count(MeterNames.DRAIN_CLOSES, Tags.of("kind", "websocket", "outcome", "terminated"))).isZero();
		this.world.drain();
		this.world.advance(World.TIMEOUT);
		assertThat(count(MeterNames.DRAIN_CLOSES, Tags.of("kind", "websocket", "outcome", "peer_answered"))).isOne();
		assertThat(count(MeterNames.DRAIN_CLOSES, Tags.of("kind", "websocket", "outcome", "terminated"))).isOne();
		Timer answers = this.registry.get(MeterNames.DRAIN_CONFIRMATION).tag("kind", "websocket").timer();
		assertThat(answers.count()).isOne();
		HistogramSnapshot histogram = answers.takeSnapshot();
		assertThat(histogram.histogramCounts()).hasSize(11)
			.allSatisfy((bucket) -> assertThat(bucket.count())
				.isEqualTo((bucket.bucket(TimeUnit.MILLISECONDS) >= 30) ? 1 : 0));
	}

	@Test
	void whoLeavesByItselfIsNoneOfADrain() {
		this.meters.bindTo(this.registry);
		this.world.open("websocket", "/chat/{room}").end(Outcome.PEER_ANSWERED);
		assertThat(this.registry.find(MeterNames.DRAIN_CLOSES).counters()).hasSize(Outcome.values().length)
			.allSatisfy((counter) -> assertThat(counter.count()).isZero());
		assertThat(this.registry.get(MeterNames.DRAIN_CONFIRMATION).timer().count()).isZero();
	}

	@Test
	void registryThatComesLateShowsWhatIsOpenAndCountsFromThenOn() {
		RecordingConnection early = this.world.open("websocket", "/chat/{room}");
		this.meters.bindTo(this.registry);
		assertThat(gauge(this.registry, CHAT)).isOne();
		assertThat(count(MeterNames.CONNECTIONS_OPENED, CHAT)).isZero();
		early.end(Outcome.PEER_GONE);
		assertThat(gauge(this.registry, CHAT)).isZero();
		assertThat(count(MeterNames.CONNECTIONS_CLOSED, CHAT.and("code", "none"))).isOne();
	}

	/**
	 * As Spring Boot closes them, before anybody is asked to leave.
	 */
	@Test
	void drainIsCountedInARegistryThatIsClosedBefore() {
		this.meters.bindTo(this.registry);
		this.world.open("websocket", "/chat/{room}").closedWith(1012);
		this.world.open("stream", "/news");
		this.registry.close();
		this.world.drain();
		assertThat(count(MeterNames.CONNECTIONS_CLOSED, CHAT.and("code", "1012"))).isOne();
		assertThat(count(MeterNames.CONNECTIONS_CLOSED, Tags.of("endpoint", "/news", "code", "none"))).isOne();
		assertThat(count(MeterNames.DRAIN_CLOSES, Tags.of("kind", "websocket", "outcome", "peer_answered"))).isOne();
		assertThat(this.registry.get(MeterNames.CONNECTIONS_DURATION).tags(CHAT).timer().count()).isOne();
		assertThat(this.registry.get(MeterNames.DRAIN_CONFIRMATION).tag("kind", "websocket").timer().count()).isOne();
		assertThat(gauge(this.registry, CHAT)).isZero();
	}

	/**
	 * The gate knows of a newcomer what path it has asked for, and no pattern.
	 */
	@Test
	void refusalsAreCountedInARegistryThatIsClosedBefore() {
		this.meters.bindTo(this.registry);
		this.world.open("websocket", "/chat/{room}");
		this.registry.close();
		this.meters.refused(new Kind("websocket"), "/chat/42");
		this.meters.refused(new Kind("websocket"), "/chat/{room}");
		assertThat(count(MeterNames.CONNECTIONS_REFUSED, CHAT)).isOne();
		assertThat(count(MeterNames.CONNECTIONS_REFUSED, Tags.of("kind", "websocket", "endpoint", "unknown"))).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "1000, 1000", "1005, 1005", "1006, 1006", "2000, other" })
	void codesOfPeersAreCountedInARegistryThatIsClosedBefore(int code, String tag) {
		this.meters.bindTo(this.registry);
		RecordingConnection connection = this.world.open("websocket", "/chat/{room}").closedWith(code);
		this.registry.close();
		connection.end(Outcome.PEER_ANSWERED);
		assertThat(count(MeterNames.CONNECTIONS_CLOSED, CHAT.and("code", tag))).isOne();
	}

	@Test
	void whoIsCutDuringADrainHasNoCodeAndIsCounted() {
		this.meters.bindTo(this.registry);
		this.world.open("websocket", "/chat/{room}").neverAnswers();
		this.registry.close();
		this.world.drain();
		this.world.advance(World.TIMEOUT);
		assertThat(count(MeterNames.CONNECTIONS_CLOSED, CHAT.and("code", "none"))).isOne();
	}

	@Test
	void registryThatFailsKeepsNobodyFromCounting() {
		MeterRegistry failing = new SimpleMeterRegistry();
		failing.config().meterFilter(new Refusing());
		List.of(failing, this.registry).forEach(this.meters::bindTo);
		RecordingConnection connection = this.world.open("websocket", "/chat/{room}");
		assertThat(gauge(this.registry, CHAT)).isOne();
		connection.end(Outcome.PEER_GONE);
		assertThat(gauge(this.registry, CHAT)).isZero();
	}

	@Test
	void everyRegistryHasAllAndNoneTwice() {
		MeterRegistry second = new SimpleMeterRegistry();
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		List.of(this.registry, composite, this.registry).forEach(this.meters::bindTo);
		this.world.open("websocket", "/chat/{room}");
		composite.add(second);
		this.world.open("websocket", "/chat/{room}");
		assertThat(gauge(this.registry, CHAT)).isEqualTo(2);
		assertThat(gauge(second, CHAT)).isEqualTo(2);
		assertThat(count(MeterNames.CONNECTIONS_OPENED, CHAT)).isEqualTo(2);
		assertThat(second.get(MeterNames.CONNECTIONS_OPENED).tags(CHAT).counter().count()).isOne();
	}

	@Test
	void gaugesGoWithTheContextAndCountersStay() {
		this.meters.bindTo(this.registry);
		this.world.open("websocket", "/chat/{room}");
		this.meters.close();
		assertThat(this.registry.getMeters()).extracting(Meter::getId)
			.noneMatch((id) -> id.getName().equals(MeterNames.CONNECTIONS_OPEN))
			.isNotEmpty();
		ConnectionMeters next = new ConnectionMeters(1012);
		next.bindTo(this.registry);
		next.opened(this.world.connection("websocket", "/chat/{room}"));
		assertThat(gauge(this.registry, CHAT)).isOne();
		assertThat(count(MeterNames.CONNECTIONS_OPENED, CHAT)).isEqualTo(2);
	}

	private static final class Refusing implements MeterFilter {

		@Override
		public MeterFilterReply accept(Meter.Id id) {
			throw new IllegalArgumentException("expected by a test");
		}

	}

}
