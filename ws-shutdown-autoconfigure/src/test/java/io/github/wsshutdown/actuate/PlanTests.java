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

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.Show;

import io.github.wsshutdown.drain.DrainState;

import static io.github.wsshutdown.actuate.EndpointHarness.ADMIN;
import static io.github.wsshutdown.actuate.EndpointHarness.NOW;
import static io.github.wsshutdown.actuate.EndpointHarness.body;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is told of a drain that is not to be.
 */
class PlanTests {

	private EndpointHarness harness = new EndpointHarness();

	@Test
	void planSaysWhatWouldBeAndDoesNothing() {
		OpenedConnection busy = this.harness.open("websocket", "/busy", "ann", null);
		busy.activity().begin();
		this.harness.open(99, "websocket", "/ws", null);
		PlanDescription plan = plan("window=10s", "timeout=20s");
		assertThat(plan.scope()).isEqualTo("everything");
		assertThat(plan.refusesNewcomers()).isTrue();
		assertThat(plan.total()).isEqualTo(100);
		assertThat(plan.busy()).isOne();
		assertThat(plan.windowSeconds()).isEqualTo(10);
		assertThat(plan.rate()).isEqualTo(10);
		assertThat(plan.graceSeconds()).isEqualTo(15);
		assertThat(plan.timeoutSeconds()).isEqualTo(20);
		assertThat(plan.allAskedAt()).isEqualTo(NOW.plusSeconds(10).toString());
		assertThat(plan.estimatedEnd()).isEqualTo(NOW.plusSeconds(15).toString());
		assertThat(plan.deadline()).isEqualTo(NOW.plusSeconds(20).toString());
		assertThat(plan.first()).hasSize(10).allSatisfy((first) -> assertThat(first.endpoint()).isEqualTo("/ws"));
		assertThat(busy.departures()).isEmpty();
		assertThat(this.harness.drainer().state()).isEqualTo(DrainState.ACCEPTING);
		assertThat(this.harness.endpoint().overview().open().total()).isEqualTo(100);
	}

	@Test
	void planKnowsHowLongItSettles() {
		this.harness = new EndpointHarness(Show.ALWAYS, true, Duration.ofSeconds(10));
		this.harness.open(100, "websocket", "/ws", null);
		assertThat(plan().settleSeconds()).isEqualTo(10);
		assertThat(plan().allAskedAt()).isEqualTo(NOW.plusMillis(10_100).toString());
		assertThat(plan().estimatedEnd()).isEqualTo(NOW.plusMillis(10_100).toString());
		assertThat(plan("percent=50").settleSeconds()).isZero();
	}

	@Test
	void whoWouldBeAskedFirstComesInThatOrder() {
		for (String endpoint : List.of("/a", "/b", "/c")) {
			this.harness.open("websocket", endpoint, null, null).activity().begin();
		}
		this.harness.open("websocket", "/d", null, null);
		assertThat(plan().first()).extracting(ConnectionDescription::endpoint).containsExactly("/d", "/a", "/b", "/c");
		assertThat(plan("percent=50").first()).extracting(ConnectionDescription::endpoint).containsExactly("/d", "/a");
	}

	@Test
	void planOfNothingIsEmpty() {
		PlanDescription plan = plan("endpoint=/nowhere");
		assertThat(plan.total()).isZero();
		assertThat(plan.first()).isEmpty();
		assertThat(plan.clients()).isEmpty();
		assertThat(plan.reconnectPeakPerSecond()).isZero();
		assertThat(plan.warnings()).isEmpty();
	}

	@Test
	void planIsToldWhileADrainRuns() {
		this.harness.open().silent();
		this.harness.drain();
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(plan("percent=10").refusesNewcomers()).isFalse();
		assertThat(this.harness.drainer().state()).isEqualTo(DrainState.DRAINING);
	}

	@Test
	void clientsAreToldByTheirProtocolKindAndPath() {
		this.harness.open(1, "websocket", "/stomp", "v12.stomp");
		this.harness.open(1, "websocket", "/stomp", "v11.stomp");
		this.harness.open(1, "sockjs", "/stomp-over-sockjs", "stomp");
		this.harness.open(1, "websocket", "/stomp-over-sockjs", "stomp");
		this.harness.open(1, "websocket", "/graphql", "graphql-transport-ws");
		this.harness.open(1, "sockjs", "/sockjs", "sockjs");
		this.harness.open(1, "sockjs", "/sockjs", null);
		this.harness.open(1, "websocket", "/sockjs", "sockjs");
		this.harness.open(1, "stream", "/events", null);
		this.harness.open(1, "websocket", "/socket/websocket", null);
		this.harness.open(1, "websocket", "/socket/websocket", "");
		this.harness.open(1, "websocket", "/mqtt/websocket", "mqtt");
		this.harness.open(1, "websocket", "/ws", null);
		this.harness.open(1, "own-kind", "/own", null);
		this.harness.open().broken();
		assertThat(counts(plan()))
			.isEqualTo(Map.of("stomp", 4, "graphql", 1, "sockjs", 3, "stream", 1, "phoenix", 2, "unknown", 4));
	}

	@Test
	void peakIsWhatTheWindowAndTheDelayMake() {
		this.harness.open(1000, "websocket", "/stomp", "v12.stomp");
		assertThat(plan("window=20s").reconnectPeakPerSecond()).isEqualTo(50);
		assertThat(plan("window=1s").reconnectPeakPerSecond()).isEqualTo(1000);
		assertThat(plan("window=0s").reconnectPeakPerSecond()).isEqualTo(1000);
		assertThat(plan("window=10h", "timeout=10h").reconnectPeakPerSecond()).isEqualTo(1);
	}

	@Test
	void randomDelayIsExpectedEvenly() {
		this.harness.open(1000, "websocket", "/graphql", "graphql-transport-ws");
		assertThat(plan("window=0s").reconnectPeakPerSecond()).isEqualTo(400);
		assertThat(plan("window=20s").reconnectPeakPerSecond()).isBetween(50.0, 51.0);
	}

	@Test
	void typesThatComeBackAtDifferentTimesAreNotAdded() {
		this.harness.open(1000, "websocket", "/stomp", "v12.stomp");
		this.harness.open(1000, "websocket", "/graphql", "graphql-transport-ws");
		PlanDescription atOnce = plan("window=0s");
		assertThat(peaks(atOnce)).isEqualTo(Map.of("stomp", 1000.0, "graphql", 400.0));
		assertThat(atOnce.reconnectPeakPerSecond()).isEqualTo(1000);
	}

	@Test
	void typesThatLeaveOneAfterTheOtherMayComeBackTogether() {
		this.harness.open(500, "websocket", "/stomp", "v12.stomp");
		this.harness.open(500, "websocket", "/socket/websocket", null);
		PlanDescription plan = plan("window=10s", "timeout=27s");
		assertThat(peaks(plan)).hasSize(2).allSatisfy((type, peak) -> assertThat(peak).isBetween(98.0, 102.0));
		assertThat(plan.reconnectPeakPerSecond()).isBetween(198.0, 203.0);
	}

	@Test
	void busyOnesComeBackTogetherWhenTheirGraceIsOver() {
		for (int i = 0; i < 1000; i++) {
			this.harness.open("websocket", "/stomp", null, "v12.stomp").activity().begin();
		}
		assertThat(plan("window=10s", "timeout=27s").reconnectPeakPerSecond()).isEqualTo(1000);
		assertThat(plan("window=20s", "timeout=20s").reconnectPeakPerSecond()).isBetween(750.0, 800.0);
	}

	@Test
	void slowRateIsNotZero() {
		this.harness.open(2, "websocket", "/ws", null);
		PlanDescription plan = plan("window=10m", "timeout=20m");
		assertThat(plan.rate()).isEqualTo(0.00333);
		assertThat(plan.reconnectPeakPerSecond()).isOne();
	}

	@Test
	void noDelayIsLongerThanTheLongest() {
		assertThat(ClientType.values()).extracting(ClientType::latest)
			.filteredOn(Objects::nonNull)
			.contains(ClientType.LONGEST_DELAY)
			.allSatisfy((delay) -> assertThat(delay).isLessThanOrEqualTo(ClientType.LONGEST_DELAY));
	}

	@Test
	void delaysAreToldIfTheyAreKnown() {
		this.harness.open(1, "websocket", "/graphql", "graphql-transport-ws");
		this.harness.open(1, "websocket", "/ws", null);
		assertThat(plan().clients()).satisfiesExactly((graphql) -> {
			assertThat(graphql.firstTryFromSeconds()).isEqualTo(1.4);
			assertThat(graphql.firstTryToSeconds()).isEqualTo(3.9);
			assertThat(graphql.comesBack()).contains("only if that first try succeeds");
		}, (unknown) -> {
			assertThat(unknown.firstTryFromSeconds()).isNull();
			assertThat(unknown.firstTryToSeconds()).isNull();
			assertThat(unknown.comesBack()).startsWith("not known");
		});
	}

	@Test
	void whoWouldGiveUpIsWarnedOf() {
		this.harness.open(3, "websocket", "/graphql", "graphql-transport-ws");
		this.harness.open(2, "sockjs", "/sockjs", null);
		this.harness.open(4, "stream", "/events", null);
		this.harness.open(5, "websocket", "/socket/websocket", null);
		this.harness.open(6, "websocket", "/stomp", "v12.stomp");
		this.harness.open(7, "websocket", "/ws", null);
		assertThat(plan().warnings()).satisfiesExactly(
				(graphql) -> assertThat(graphql).startsWith("3 graphql: graphql-ws gives up for good if its first try"),
				(sockjs) -> assertThat(sockjs).startsWith("2 sockjs: sockjs-client does not come back by itself"));
		assertThat(plan("percent=100", "kind=websocket", "status=1000").warnings()).satisfiesExactly(
				(graphql) -> assertThat(graphql).contains("first try"),
				(phoenix) -> assertThat(phoenix).startsWith("5 phoenix: phoenix does not come back after 1000"),
				(unknown) -> assertThat(unknown).startsWith("7 unknown: many clients take 1000 as"));
		assertThat(plan("endpoint=/socket/websocket", "status=1011").warnings()).singleElement()
			.asString()
			.startsWith("5 phoenix: many clients take 1011 as");
		assertThat(plan("percent=99", "endpoint=/graphql").warnings()).isEmpty();
		for (String fatal : List.of("1003", "1011", "4400")) {
			assertThat(plan("percent=99", "endpoint=/graphql", "status=" + fatal).warnings()).singleElement()
				.asString()
				.contains("graphql-ws takes " + fatal + " as fatal");
		}
		assertThat(plan("percent=99", "endpoint=/graphql", "status=1012").warnings()).isEmpty();
		assertThat(plan("percent=99", "endpoint=/graphql", "status=4999").warnings()).isEmpty();
	}

	@Test
	void eventSourceThatIsRefusedForGoodIsWarnedOf() {
		this.harness = new EndpointHarness(Show.NEVER, false);
		this.harness.open(4, "stream", "/events", null);
		assertThat(plan().warnings()).singleElement().asString().startsWith("4 stream:").contains("gives up for good");
		assertThat(plan("percent=50").warnings()).isEmpty();
	}

	private PlanDescription plan(String... parameters) {
		String[] asked = Arrays.copyOf(parameters, parameters.length + 1);
		asked[parameters.length] = "dryRun=true";
		return body(this.harness.drain(ADMIN, Asked.of(asked)), 200, PlanDescription.class);
	}

	private static Map<String, Integer> counts(PlanDescription plan) {
		return plan.clients().stream().collect(Collectors.toMap(Forecast.Clients::type, Forecast.Clients::count));
	}

	private static Map<String, Double> peaks(PlanDescription plan) {
		return plan.clients()
			.stream()
			.collect(Collectors.toMap(Forecast.Clients::type, Forecast.Clients::peakPerSecond));
	}

}
