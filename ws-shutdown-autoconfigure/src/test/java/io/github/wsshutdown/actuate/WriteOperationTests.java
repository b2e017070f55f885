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
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.endpoint.SecurityContext;

import io.github.wsshutdown.drain.DrainState;

import static io.github.wsshutdown.actuate.EndpointHarness.ADMIN;
import static io.github.wsshutdown.actuate.EndpointHarness.NOW;
import static io.github.wsshutdown.actuate.EndpointHarness.SOMEBODY;
import static io.github.wsshutdown.actuate.EndpointHarness.body;
import static io.github.wsshutdown.actuate.EndpointHarness.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what {@link WebsocketsEndpoint} and its extensions do.
 */
class WriteOperationTests {

	private final EndpointHarness harness = new EndpointHarness();

	@Test
	void drainOfEverythingAsksAsConfiguredAndClosesTheGate() {
		OpenedConnection connection = this.harness.open();
		DrainDescription drain = this.harness.drain();
		assertThat(drain.scope()).isEqualTo("everything");
		assertThat(drain.state()).isEqualTo("DRAINING");
		assertThat(drain.total()).isOne();
		assertThat(drain.windowSeconds()).isEqualTo(0.001);
		assertThat(drain.rate()).isEqualTo(1000);
		assertThat(drain.deadline()).isEqualTo(NOW.plus(EndpointHarness.TIMEOUT).toString());
		assertThat(this.harness.admits("/ws")).isFalse();
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(connection.departures()).singleElement()
			.satisfies((departure) -> assertThat(departure.code()).hasValue(1001));
		assertThat(this.harness.drainer().state()).isEqualTo(DrainState.DRAINED);
	}

	@Test
	void drainDoesAsItIsTold() {
		this.harness.open(10, "websocket", "/ws", null);
		OpenedConnection last = this.harness.open();
		DrainDescription drain = this.harness.drain("window=10s", "timeout=2m", "status=4001", "reason=moving");
		assertThat(drain.windowSeconds()).isEqualTo(10);
		assertThat(drain.leftSeconds()).isEqualTo(120);
		this.harness.advance(Duration.ofSeconds(5));
		assertThat(last.departures()).isEmpty();
		this.harness.advance(Duration.ofSeconds(5));
		assertThat(last.departures()).singleElement().satisfies((departure) -> {
			assertThat(departure.code()).hasValue(4001);
			assertThat(departure.reason()).isEqualTo("moving");
		});
	}

	@Test
	void drainOfAnEndpointLeavesTheOthersAlone() {
		OpenedConnection here = this.harness.open();
		OpenedConnection there = this.harness.open("websocket", "/other", null, null);
		assertThat(this.harness.drain("endpoint=/ws", "kind=websocket").scope())
			.isEqualTo("kind websocket and endpoint /ws");
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(here.isOpen()).isFalse();
		assertThat(there.isOpen()).isTrue();
		assertThat(this.harness.admits("/ws")).isFalse();
		assertThat(this.harness.admits("/other")).isTrue();
	}

	@Test
	void drainOfAPartLeavesTheGateOpen() {
		this.harness.open(10, "websocket", "/ws", null);
		assertThat(this.harness.drain("percent=30").scope()).isEqualTo("30 % of everything");
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(this.harness.endpoint().overview().open().total()).isEqualTo(7);
		assertThat(this.harness.admits("/ws")).isTrue();
	}

	@Test
	void userOfADrainIsNamedToThoseWhoMayKnow() {
		OpenedConnection anns = this.harness.open("websocket", "/ws", "ann", null).silent();
		this.harness.open("websocket", "/ws", "bob", null);
		assertThat(this.harness.drain("user=ann", "percent=50").scope()).isEqualTo("50 % of everything of user ann");
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(anns.departures()).hasSize(1);
		assertThat(this.harness.web().overview(ADMIN).drain().scope()).contains("ann");
		assertThat(this.harness.web().overview(SOMEBODY).drain().scope()).isEqualTo("50 % of everything of one user");
		DrainDescription inTheWay = body(this.harness.drain(SOMEBODY, Asked.of()), 409, ProblemDescription.class)
			.drain();
		assertThat(inTheWay.scope()).doesNotContain("ann");
		anns.end();
		assertThat(this.harness.web().overview(SOMEBODY).lastReport().scope()).doesNotContain("ann");
	}

	@Test
	void userIsNotForThoseWhoMayNotKnow() {
		this.harness.open();
		for (SecurityContext stranger : List.of(SecurityContext.NONE, SOMEBODY)) {
			for (String dryRun : List.of("true", "false")) {
				for (String user : List.of("ann", "nobody")) {
					assertThat(error(this.harness.drain(stranger, Asked.of("user=" + user, "dryRun=" + dryRun)), 403))
						.isEqualTo("'user' is for those who may see whose connections there are: see"
								+ " 'management.endpoint.websockets.show-values'");
				}
			}
		}
		assertThat(this.harness.drainer().state()).isEqualTo(DrainState.ACCEPTING);
	}

	@Test
	void secondDrainIsRefusedWithTheFirst() {
		this.harness.open().silent();
		this.harness.drain("timeout=20s");
		this.harness.advance(Duration.ofSeconds(3));
		ProblemDescription problem = body(this.harness.drain(ADMIN, Asked.of("percent=10")), 409,
				ProblemDescription.class);
		assertThat(problem.error()).contains("A drain is running");
		assertThat(problem.drain().elapsedSeconds()).isEqualTo(3);
		assertThat(problem.drain().asked()).isOne();
		assertThat(this.harness.endpoint()).satisfies((endpoint) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> endpoint.drain(null, null, null, null, null, null, null, null, null))
			.withMessageContaining("A drain is running"));
	}

	@Test
	void undrainOpensTheGateAndListsWhoWasAsked() {
		for (int i = 0; i < 200; i++) {
			this.harness.open().silent();
		}
		this.harness.open("websocket", "/idle", null, null);
		this.harness.drain("window=20s", "timeout=20s");
		this.harness.advance(Duration.ofSeconds(15));
		int asked = this.harness.endpoint().overview().drain().asked();
		Undone undone = body(this.harness.web().undrain(ADMIN), 200, Undone.class);
		assertThat(undone.undone()).isTrue();
		assertThat(undone.state()).isEqualTo("ACCEPTING");
		assertThat(undone.stillLeaving()).isEqualTo(asked).isGreaterThan(100);
		assertThat(undone.asked()).hasSize(100)
			.allSatisfy((connection) -> assertThat(connection.user()).isEqualTo("ann"));
		assertThat(this.harness.admits("/ws")).isTrue();
		this.harness.advance(Duration.ofSeconds(20));
		assertThat(this.harness.endpoint().overview().open().byEndpoint()).extracting("endpoint").contains("/idle");
	}

	@Test
	void drainThatWasUndoneIsNotTakenForTheNextOne() {
		OpenedConnection slow = this.harness.open().silent();
		this.harness.drain("window=10s", "timeout=20s");
		this.harness.advance(Duration.ofSeconds(1));
		this.harness.endpoint().undrain();
		this.harness.open().silent();
		this.harness.drain("window=5s", "timeout=20s");
		slow.end();
		assertThat(this.harness.endpoint().overview().drain().windowSeconds()).isEqualTo(5);
		assertThat(this.harness.endpoint().overview().lastReport().cancelled()).isTrue();
	}

	@Test
	void drainThatWasUndoneIsNotTheLastOneIfItOutlastsTheNext() {
		OpenedConnection slow = this.harness.open().silent();
		this.harness.drain("endpoint=/ws", "timeout=20s");
		this.harness.advance(Duration.ofSeconds(1));
		this.harness.endpoint().undrain();
		this.harness.open("websocket", "/b", null, null);
		this.harness.drain("endpoint=/b");
		this.harness.advance(Duration.ofSeconds(1));
		slow.end();
		assertThat(this.harness.endpoint().overview().lastReport().scope()).isEqualTo("endpoint /b");
	}

	@Test
	void drainHasOneBeginningAndOneDeadlineWhoeverAsks() {
		this.harness.open().silent();
		this.harness.advance(Duration.ofSeconds(1));
		DrainDescription begun = this.harness.drain("timeout=20s");
		this.harness.advance(Duration.ofSeconds(1));
		Overview overview = this.harness.endpoint().overview();
		assertThat(begun.since()).isEqualTo(NOW.plusSeconds(1).toString())
			.isEqualTo(overview.since())
			.isEqualTo(overview.drain().since());
		assertThat(begun.deadline()).isEqualTo(NOW.plusSeconds(21).toString()).isEqualTo(overview.drain().deadline());
	}

	@Test
	void placesThatAreClosedAreNotWithoutBounds() {
		for (int i = 0; i < 100; i++) {
			this.harness.drain("endpoint=/" + i);
			this.harness.advance(Duration.ofSeconds(1));
		}
		assertThat(error(this.harness.drain(ADMIN, Asked.of("endpoint=/100")), 409)).contains("at 100 places",
				"undo that first");
		assertThat(this.harness.endpoint().overview().refusing()).hasSize(50);
		assertThat(this.harness.drain("percent=10").scope()).isEqualTo("10 % of everything");
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(this.harness.drain("endpoint=/7").scope()).isEqualTo("endpoint /7");
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(this.harness.drain().scope()).isEqualTo("everything");
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(this.harness.endpoint().overview().refusing()).containsExactly("everything");
	}

	@Test
	void undrainOpensTheGateAfterADrain() {
		this.harness.drain();
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(this.harness.drainer().state()).isEqualTo(DrainState.DRAINED);
		assertThat(this.harness.endpoint().undrain()).isEqualTo(new Undone(true, "ACCEPTING", 0, List.of()));
		assertThat(this.harness.admits("/ws")).isTrue();
	}

	@Test
	void undrainOfNothingIsNoError() {
		assertThat(body(this.harness.web().undrain(ADMIN), 200, Undone.class))
			.isEqualTo(new Undone(false, "ACCEPTING", 0, List.of()));
	}

	@Test
	void endOfTheApplicationIsNotUndone() {
		this.harness.open().silent();
		this.harness.shutdown();
		assertThat(error(this.harness.web().undrain(ADMIN), 409)).contains("ending");
		ProblemDescription problem = body(this.harness.drain(ADMIN, Asked.of()), 409, ProblemDescription.class);
		assertThat(problem.error()).contains("ending");
		assertThat(problem.drain().causes()).containsExactly("SIGTERM");
		this.harness.advance(EndpointHarness.TIMEOUT);
		for (String percent : List.of("10", "100")) {
			ProblemDescription later = body(this.harness.drain(ADMIN, Asked.of("percent=" + percent)), 409,
					ProblemDescription.class);
			assertThat(later.error()).contains("ending");
			assertThat(later.drain()).isNull();
		}
	}

	@Test
	void nothingIsBegunBeforeTheDrainOfAShutdown() {
		this.harness.drainer().shutdownBegins();
		assertThat(error(this.harness.drain(ADMIN, Asked.of()), 409)).contains("ending");
	}

	@Test
	void oneConnectionIsDisconnected() {
		OpenedConnection connection = this.harness.open();
		OpenedConnection other = this.harness.open();
		String id = this.harness.idOfFirst();
		assertThat(body(this.harness.web().disconnect(ADMIN, id, "4001"), 202, Disconnected.class))
			.isEqualTo(new Disconnected(id, true));
		assertThat(connection.departures()).singleElement()
			.satisfies((departure) -> assertThat(departure.code()).isEqualTo(OptionalInt.of(4001)));
		assertThat(other.isOpen()).isTrue();
		assertThat(error(this.harness.web().disconnect(ADMIN, id, null), 404)).contains("No connection");
	}

	@Test
	void connectionThatDoesNotLeaveIsCut() {
		OpenedConnection connection = this.harness.open().silent();
		String id = this.harness.idOfFirst();
		assertThat(this.harness.endpoint().disconnect(id, null).asked()).isTrue();
		assertThat(connection.departures()).singleElement()
			.satisfies((departure) -> assertThat(departure.code()).hasValue(1001));
		assertThat(this.harness.endpoint().disconnect(id, 1012).asked()).isFalse();
		this.harness.advance(EndpointHarness.TIMEOUT);
		assertThat(connection.isOpen()).isFalse();
		assertThat(connection.departures()).hasSize(1);
	}

	@Test
	void oneConnectionIsDisconnectedByItsIdOnly() {
		this.harness.open();
		assertThat(error(this.harness.web().disconnect(ADMIN, "secret-session", null), 400)).contains("hexadecimal");
		assertThat(error(this.harness.web().disconnect(ADMIN, "connections", null), 400)).contains("hexadecimal");
		assertThat(error(this.harness.web().disconnect(ADMIN, this.harness.idOfFirst(), "1006"), 400))
			.contains("'status' is '1006'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			percent=0             | 'percent' is '0'; expected is a whole number from 1 to 100
			percent=101           | 'percent' is '101'; expected is a whole number from 1 to 100
			percent=-5            | 'percent' is '-5'; expected is a whole number from 1 to 100
			percent=10%           | 'percent' is '10%'; expected is a whole number from 1 to 100
			window=28s            | 'window' is '28s'; expected is a time no longer than the timeout of 27s
			window=30             | 'window' is '30'; expected is a time from 0s to 86400s, such as 500ms, 30s, 5m or 1h
			window=-1s            | 'window' is '-1s'
			timeout=0s            | 'timeout' is '0s'; expected is a time from 1ms to 86400s
			timeout=999999999h    | 'timeout' is '999999999h'; expected is a time from 1ms to 86400s
			timeout=9999999999h   | 'timeout' is '9999999999h'
			timeout=soon          | 'timeout' is 'soon'
			status=1005           | 'status' is '1005'; expected is a code that may be sent in a close frame
			status=999            | 'status' is '999'; expected is a whole number from 1000 to 4999
			status=bye            | 'status' is 'bye'
			kind=web              | 'kind' is 'web'; expected is one of [sockjs, stream, websocket]
			kind=                 | 'kind' is ''; expected is one of [sockjs, stream, websocket]
			endpoint=             | 'endpoint' is ''; expected is text of 1 to 500 characters
			user=                 | 'user' is ''; expected is text of 1 to 500 characters
			dryRun=yes            | 'dryRun' is 'yes'; expected is true or false
			dryRun=               | 'dryRun' is ''; expected is true or false
			""")
	void wrongParameterIsRefusedWithWhatIsExpected(String parameter, String error) {
		this.harness.open();
		assertThat(error(this.harness.drain(ADMIN, Asked.of(parameter)), 400)).startsWith(error);
		assertThat(this.harness.drainer().state()).isEqualTo(DrainState.ACCEPTING);
	}

	@Test
	void reasonThatDoesNotFitIsRefused() {
		assertThat(error(this.harness.drain(ADMIN, Asked.of("reason=" + "\u00fc".repeat(62))), 400))
			.contains("at most 123 bytes")
			.hasSizeLessThan(300);
		assertThat(error(this.harness.drain(ADMIN, Asked.of("reason=a\nb")), 400)).contains("'a?b'",
				"without control characters");
		assertThat(this.harness.drain("reason=").scope()).isEqualTo("everything");
	}

	@Test
	void jmxSaysTheSame() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.harness.endpoint().drain(null, null, 0, null, null, null, null, null, true))
			.withMessage("'percent' is '0'; expected is a whole number from 1 to 100");
		assertThat(this.harness.endpoint().drain(null, null, 50, null, null, null, 1012, null, true))
			.isInstanceOf(PlanDescription.class);
		assertThat(this.harness.endpoint().drain(null, null, null, null, null, null, null, null, false))
			.isInstanceOfSatisfying(DrainDescription.class,
					(drain) -> assertThat(drain.causes()).containsExactly("an operator has asked for it over JMX"));
	}

}
