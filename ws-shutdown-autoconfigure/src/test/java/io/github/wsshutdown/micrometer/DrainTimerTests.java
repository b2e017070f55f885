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

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.RecordingConnection;
import io.github.wsshutdown.drain.Scope;

import static org.assertj.core.api.Assertions.assertThat;

class DrainTimerTests {

	private static final Scope CHAT = Scope.endpoint("/chat");

	private static final Scope WEBSOCKETS = Scope.kind(new Kind("websocket"));

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final DrainTimer drains = new DrainTimer();

	private final World world = new World(List.of(), List.of(this.drains));

	@AfterEach
	void close() {
		this.world.close();
	}

	private Timer timer(String scope, String cause, boolean cancelled) {
		return this.registry.get(MeterNames.DRAIN_DURATION)
			.tags("scope", scope, "cause", cause, "cancelled", Boolean.toString(cancelled))
			.timer();
	}

	private static DrainReport reportOf(Drain drain) {
		return drain.report().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
	}

	@Test
	void drainIsTimedBeforeItsReportIsThere() {
		this.drains.bindTo(this.registry);
		this.drains.bindTo(this.registry);
		this.world.open("websocket", "/chat").answersAfter(this.world.timer(), Duration.ofSeconds(3));
		this.registry.close();
		Drain drain = this.world.drain(Scope.everything(), Cause.shutdown("test"));
		this.world.advance(Duration.ofSeconds(3));
		reportOf(drain);
		assertThat(timer("everything", "shutdown", false).count()).isOne();
		assertThat(timer("everything", "shutdown", false).totalTime(TimeUnit.SECONDS)).isEqualTo(3);
	}

	@Test
	void drainThatIsUndoneIsToldApart() {
		this.drains.bindTo(this.registry);
		RecordingConnection connection = this.world.open("websocket", "/chat").neverAnswers();
		Drain drain = this.world.drain();
		drain.cancel();
		connection.end(Outcome.PEER_ANSWERED);
		reportOf(drain);
		assertThat(timer("everything", "request", true).count()).isOne();
	}

	@Test
	void drainWithoutARegistryIsNotTimed() {
		assertThat(reportOf(this.world.drain()).total()).isZero();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	static List<Arguments> scopes() {
		return List.of(Arguments.of(Scope.everything(), "everything"), Arguments.of(WEBSOCKETS, "kind"),
				Arguments.of(CHAT, "endpoint"), Arguments.of(CHAT.and(WEBSOCKETS), "selection"),
				Arguments.of(CHAT.share(20), "share"), Arguments.of(CHAT.ofUser("ann"), "user"),
				Arguments.of(CHAT.ofUser("ann").share(20), "user"));
	}

	@ParameterizedTest
	@MethodSource("scopes")
	void scopeIsToldByItsKindAndNotByItsNames(Scope scope, String tag) {
		this.drains.bindTo(this.registry);
		reportOf(this.world.drain(scope, Cause.request("test")));
		assertThat(timer(tag, "request", false).count()).isOne();
	}

}
