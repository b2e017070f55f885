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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import io.github.wsshutdown.drain.ShutdownBudget;

import static io.github.wsshutdown.actuate.EndpointHarness.ADMIN;
import static io.github.wsshutdown.actuate.EndpointHarness.NOW;
import static io.github.wsshutdown.actuate.EndpointHarness.SOMEBODY;
import static io.github.wsshutdown.actuate.EndpointHarness.body;
import static io.github.wsshutdown.actuate.EndpointHarness.error;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link WebsocketsEndpoint} and its extensions show.
 */
class ReadOperationTests {

	private EndpointHarness harness = new EndpointHarness();

	@Test
	void openConnectionsAreCountedByKindAndEndpoint() {
		this.harness.open(3, "websocket", "/ws", null);
		this.harness.open(2, "websocket", "/other", null);
		this.harness.open("stream", "/events", null, null).activity().begin();
		Overview overview = this.harness.web().overview(SecurityContext.NONE);
		assertThat(overview.state()).isEqualTo("ACCEPTING");
		assertThat(overview.since()).isEqualTo(NOW.toString());
		assertThat(overview.causes()).isEmpty();
		assertThat(overview.drain()).isNull();
		assertThat(overview.lastReport()).isNull();
		OpenConnections open = overview.open();
		assertThat(open.total()).isEqualTo(6);
		assertThat(open.busy()).isOne();
		assertThat(open.inFlight()).isOne();
		assertThat(open.byKind()).hasSize(2).containsEntry("websocket", 5).containsEntry("stream", 1);
		assertThat(open.byEndpoint()).containsExactly(new OpenConnections.AtEndpoint("websocket", "/ws", 3),
				new OpenConnections.AtEndpoint("websocket", "/other", 2),
				new OpenConnections.AtEndpoint("stream", "/events", 1));
		assertThat(open.moreEndpoints()).isZero();
	}

	@Test
	void onlyTheEndpointsWithMostConnectionsAreListed() {
		for (int i = 0; i < OpenConnections.MAX_ENDPOINTS + 7; i++) {
			this.harness.open(1, "websocket", "/" + i, null);
		}
		this.harness.open(1, "websocket", "/3", null);
		OpenConnections open = this.harness.endpoint().overview().open();
		assertThat(open.byEndpoint()).hasSize(OpenConnections.MAX_ENDPOINTS)
			.first()
			.isEqualTo(new OpenConnections.AtEndpoint("websocket", "/3", 2));
		assertThat(open.moreEndpoints()).isEqualTo(7);
	}

	@Test
	void runningDrainIsShown() {
		this.harness.open(10, "websocket", "/ws", null);
		for (int i = 0; i < 10; i++) {
			this.harness.open("websocket", "/slow", null, null).silent();
		}
		this.harness.drain("window=10s", "timeout=20s");
		this.harness.advance(Duration.ofMillis(4900));
		Overview overview = this.harness.web().overview(SecurityContext.NONE);
		assertThat(overview.state()).isEqualTo("DRAINING");
		assertThat(overview.since()).isEqualTo(NOW.toString());
		assertThat(overview.causes()).containsExactly("an operator has asked for it over HTTP");
		DrainDescription drain = overview.drain();
		assertThat(drain).isNotNull();
		assertThat(drain.scope()).isEqualTo("everything");
		assertThat(drain.elapsedSeconds()).isEqualTo(4.9);
		assertThat(drain.leftSeconds()).isEqualTo(15.1);
		assertThat(drain.deadline()).isEqualTo(NOW.plusSeconds(20).toString());
		assertThat(drain.windowSeconds()).isEqualTo(10);
		assertThat(drain.rate()).isEqualTo(2);
		assertThat(drain.total()).isEqualTo(20);
		assertThat(drain.asked()).isEqualTo(10);
		assertThat(drain.confirmed()).isEqualTo(10);
		assertThat(drain.terminated()).isZero();
		assertThat(drain.remaining()).isEqualTo(10);
		assertThat(drain.estimatedEnd()).isEqualTo(NOW.plusSeconds(10).toString());
		assertThat(drain.outcomes()).containsEntry("peer-answered", 10).containsEntry("terminated", 0).hasSize(5);
		this.harness.advance(Duration.ofSeconds(7));
		assertThat(this.harness.endpoint().overview().drain().estimatedEnd()).isEqualTo(NOW.plusSeconds(20).toString());
	}

	@Test
	void nobodyKnowsHowLongOneTakesThatDoesNotAnswer() {
		this.harness.open(99, "websocket", "/ws", null);
		this.harness.open().silent();
		this.harness.drain("window=1s");
		this.harness.advance(Duration.ofSeconds(20));
		assertThat(estimatedEnd()).isEqualTo(NOW.plus(EndpointHarness.TIMEOUT));
	}

	@Test
	void busyOnesAreExpectedToNeedTheirGrace() {
		OpenedConnection busy = this.harness.open().silent();
		busy.activity().begin();
		assertThat(this.harness.drain("window=0s", "timeout=20s").estimatedEnd())
			.isEqualTo(NOW.plusSeconds(15).toString());
		this.harness.advance(Duration.ofSeconds(10));
		assertThat(estimatedEnd()).isEqualTo(NOW.plusSeconds(15));
		busy.activity().end();
		assertThat(estimatedEnd()).isEqualTo(NOW.plusSeconds(20));
	}

	@Test
	void endIsNotAtHandWhileADrainSettles() {
		this.harness = new EndpointHarness(Show.ALWAYS, true, Duration.ofSeconds(10));
		this.harness.open(100, "websocket", "/ws", null);
		DrainDescription begun = this.harness.drain();
		assertThat(begun.state()).isEqualTo("SETTLING");
		assertThat(begun.settleSeconds()).isEqualTo(10);
		assertThat(begun.estimatedEnd()).isEqualTo(NOW.plusMillis(10_100).toString());
		this.harness.advance(Duration.ofSeconds(5));
		assertThat(estimatedEnd()).isEqualTo(NOW.plusMillis(10_100));
	}

	private Instant estimatedEnd() {
		return Instant.parse(this.harness.endpoint().overview().drain().estimatedEnd());
	}

	@Test
	void whatIsKeptClosedIsNamedAfterAnotherDrain() {
		this.harness.open("websocket", "/a", null, null);
		this.harness.open("websocket", "/b", null, null);
		assertThat(this.harness.endpoint().overview().refusing()).isEmpty();
		this.harness.drain("endpoint=/a");
		this.harness.advance(Duration.ofSeconds(1));
		this.harness.endpoint().drain(null, null, 10, null, null, null, null, null, null);
		this.harness.advance(Duration.ofSeconds(1));
		Overview overview = this.harness.endpoint().overview();
		assertThat(overview.state()).isEqualTo("DRAINED");
		assertThat(overview.refusing()).containsExactly("endpoint /a");
		assertThat(overview.causes()).containsExactly("an operator has asked for it over HTTP");
		assertThat(overview.lastReport().causes()).containsExactly("an operator has asked for it over JMX");
		this.harness.endpoint().undrain();
		assertThat(this.harness.endpoint().overview().refusing()).isEmpty();
		assertThat(this.harness.endpoint().overview().causes()).isEmpty();
	}

	@Test
	void whoWasAskedIsMarkedAndFound() {
		this.harness.open("websocket", "/silent", null, null).silent();
		this.harness.open("websocket", "/ws", null, null).activity().begin();
		this.harness.drain();
		this.harness.advance(Duration.ofSeconds(1));
		assertThat(matches(null, null, null)).extracting(ConnectionDescription::asked).containsExactly(true, false);
		ConnectionPage asked = body(page("true"), 200, ConnectionPage.class);
		assertThat(asked.connections()).singleElement().satisfies((connection) -> {
			assertThat(connection.endpoint()).isEqualTo("/silent");
			assertThat(this.harness.endpoint().connection(connection.id()).asked()).isTrue();
		});
		assertThat(body(page("false"), 200, ConnectionPage.class).connections())
			.extracting(ConnectionDescription::endpoint)
			.containsExactly("/ws");
		assertThat(error(page("perhaps"), 400)).isEqualTo("'asked' is 'perhaps'; expected is true or false");
	}

	private WebEndpointResponse<Object> page(String asked) {
		return this.harness.web().connection(ADMIN, "connections", null, null, null, null, null, asked);
	}

	@Test
	void pathOfAClientIsShownToThoseWhoMaySeeWhoItIs() {
		this.harness.openAtPath("/reset/secret-token");
		assertThat(this.harness.web().overview(SOMEBODY).open().byEndpoint())
			.containsExactly(new OpenConnections.AtEndpoint("websocket", "unknown", 1));
		assertThat(this.harness.web().overview(ADMIN).open().byEndpoint())
			.containsExactly(new OpenConnections.AtEndpoint("websocket", "/reset/secret-token", 1));
		assertThat(body(page(SOMEBODY, null, null, null, null, null), 200, ConnectionPage.class).connections()
			.get(0)
			.endpoint()).isEqualTo("unknown");
	}

	@Test
	void lastReportNamesTheFirstStragglers() {
		for (int i = 0; i < 25; i++) {
			this.harness.open().silent();
		}
		this.harness.drain("timeout=20s");
		this.harness.advance(Duration.ofSeconds(20));
		Overview overview = this.harness.web().overview(SOMEBODY);
		assertThat(overview.state()).isEqualTo("DRAINED");
		assertThat(overview.since()).isEqualTo(NOW.plusSeconds(20).toString());
		assertThat(overview.causes()).hasSize(1);
		assertThat(overview.drain()).isNull();
		ReportDescription report = overview.lastReport();
		assertThat(report).isNotNull();
		assertThat(report.since()).isEqualTo(NOW.toString());
		assertThat(report.endedAt()).isEqualTo(NOW.plusSeconds(20).toString());
		assertThat(report.total()).isEqualTo(25);
		assertThat(report.terminated()).isEqualTo(25);
		assertThat(report.confirmed()).isZero();
		assertThat(report.stragglers()).hasSize(20).allSatisfy((straggler) -> {
			assertThat(straggler.kind()).isEqualTo("websocket");
			assertThat(straggler.endpoint()).isEqualTo("/ws");
			assertThat(straggler.session()).isNull();
		});
		assertThat(report.moreStragglers()).isEqualTo(5);
		assertThat(this.harness.web().overview(ADMIN).lastReport().stragglers().get(0).session())
			.isEqualTo("secret-session");
	}

	@Test
	void stateOfAnApplicationThatBeginsToEndHasNoTimeThatIsKnown() {
		this.harness.drainer().shutdownBegins();
		Overview overview = this.harness.endpoint().overview();
		assertThat(overview.state()).isEqualTo("DRAINING");
		assertThat(overview.since()).isNull();
	}

	@Test
	void budgetOfAShutdownIsShownIfThereIsOne() {
		assertThat(this.harness.endpoint().overview().budget()).isNull();
		List<ShutdownBudget.Term> terms = List.of(new ShutdownBudget.Term("drain", Duration.ofSeconds(27)),
				new ShutdownBudget.Term("web-server", Duration.ofSeconds(30)));
		this.harness.budget(new ShutdownBudget(terms, Duration.ofSeconds(45)));
		assertThat(this.harness.endpoint().overview().budget())
			.isEqualTo(new BudgetDescription(57, 45.0, true, Map.of("drain", 27.0, "web-server", 30.0)));
		this.harness.budget(new ShutdownBudget(terms, null));
		assertThat(this.harness.endpoint().overview().budget().availableSeconds()).isNull();
	}

	@Test
	void connectionIsFoundByItsId() {
		this.harness.open("websocket", "/ws", "ann", "v12.stomp").activity().begin();
		this.harness.advance(Duration.ofSeconds(3));
		ConnectionDescription found = body(connection(ADMIN, this.harness.idOfFirst()), 200,
				ConnectionDescription.class);
		assertThat(found).isEqualTo(new ConnectionDescription(this.harness.idOfFirst(), "websocket", "/ws", "stomp",
				"v12.stomp", NOW.toString(), 3, 3, 1, false, "ann", "10.0.0.7:1234"));
		assertThat(this.harness.endpoint().connection(found.id())).isEqualTo(found);
	}

	@Test
	void connectionThatHasEndedIsUnknown() {
		OpenedConnection connection = this.harness.open();
		String id = this.harness.idOfFirst();
		connection.end();
		assertThat(error(connection(ADMIN, id), 404)).contains(id);
		assertThat(error(connection(ADMIN, "0".repeat(32)), 404)).contains("No connection");
	}

	@Test
	void whatIsNoIdIsRefused() {
		for (String id : List.of("1", "secret-session", "", "\n", "x".repeat(100_000))) {
			assertThat(error(connection(ADMIN, id), 400)).contains("32 hexadecimal digits").hasSizeLessThan(200);
		}
	}

	@Test
	void whoIsAtTheOtherEndIsShownToThoseWhoMayKnow() {
		this.harness.open();
		String id = this.harness.idOfFirst();
		for (SecurityContext stranger : List.of(SecurityContext.NONE, SOMEBODY)) {
			ConnectionDescription hidden = body(connection(stranger, id), 200, ConnectionDescription.class);
			assertThat(hidden.user()).isNull();
			assertThat(hidden.remote()).isNull();
			assertThat(body(page(stranger, null, null, null, null, null), 200, ConnectionPage.class).connections())
				.containsExactly(hidden);
			assertThat(error(page(stranger, null, null, "ann", null, null), 403)).contains("show-values");
			assertThat(error(page(stranger, null, null, "nobody", null, null), 403)).contains("show-values");
		}
		assertThat(this.harness.endpoint().connection(id).user()).isEqualTo("ann");
	}

	@Test
	void nobodyIsShownToAnybodyIfThatIsConfigured() {
		this.harness = new EndpointHarness(Show.NEVER, true);
		this.harness.open();
		String id = this.harness.idOfFirst();
		assertThat(body(connection(ADMIN, id), 200, ConnectionDescription.class).user()).isNull();
		assertThat(this.harness.endpoint().connection(id).remote()).isNull();
	}

	@Test
	void everybodyIsShownToAnybodyIfThatIsConfigured() {
		this.harness = new EndpointHarness(Show.ALWAYS, true);
		this.harness.open();
		assertThat(body(connection(SecurityContext.NONE, this.harness.idOfFirst()), 200, ConnectionDescription.class)
			.user()).isEqualTo("ann");
	}

	@Test
	void pagesFollowEachOtherFromTheOldestOn() {
		List<String> endpoints = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			endpoints.add("/" + i);
			this.harness.open(1, "websocket", "/" + i, null);
		}
		List<String> seen = new ArrayList<>();
		String after = null;
		int pages = 0;
		do {
			ConnectionPage page = body(page(ADMIN, null, null, null, "3", after), 200, ConnectionPage.class);
			page.connections().forEach((connection) -> seen.add(connection.endpoint()));
			after = page.next();
			pages++;
		}
		while (after != null);
		assertThat(seen).isEqualTo(endpoints);
		assertThat(pages).isEqualTo(3);
	}

	@Test
	void nothingFollowsALastPageThatIsFull() {
		this.harness.open(3, "websocket", "/ws", null);
		assertThat(body(page(ADMIN, null, null, null, "3", null), 200, ConnectionPage.class).next()).isNull();
		assertThat(body(page(ADMIN, null, null, null, "2", null), 200, ConnectionPage.class).next()).isNotNull();
	}

	@Test
	void pageIsBounded() {
		this.harness.open(Connections.MAX_LIMIT + 1, "websocket", "/ws", null);
		assertThat(body(page(ADMIN, null, null, null, null, null), 200, ConnectionPage.class).connections())
			.hasSize(Connections.DEFAULT_LIMIT);
		assertThat(body(page(ADMIN, null, null, null, "1000", null), 200, ConnectionPage.class).connections())
			.hasSize(Connections.MAX_LIMIT);
		for (String limit : List.of("1001", "0", "-1", "many", "", "99999999999999999999", "1.5")) {
			assertThat(error(page(ADMIN, null, null, null, limit, null), 400)).contains("'limit'", "from 1 to 1000");
		}
	}

	@Test
	void pageIsOfThoseWhoMatch() {
		this.harness.open("websocket", "/ws", "ann", null);
		this.harness.open("websocket", "/ws", "bob", null);
		this.harness.open("websocket", "/other", "ann", null);
		this.harness.open("stream", "/ws", "ann", null);
		assertThat(matches(null, null, null)).hasSize(4);
		assertThat(matches("websocket", null, null)).hasSize(3);
		assertThat(matches("websocket", "/ws", null)).hasSize(2);
		assertThat(matches("websocket", "/ws", "ann")).hasSize(1);
		assertThat(matches(null, null, "ann")).hasSize(3);
		assertThat(matches("sockjs", null, null)).isEmpty();
	}

	@Test
	void filterThatCanMatchNothingIsRefused() {
		this.harness.open("own-kind", "/ws", null, null);
		assertThat(error(page(ADMIN, "websockets", null, null, null, null), 400)).contains("'kind' is 'websockets'",
				"[own-kind, sockjs, stream, websocket]");
		assertThat(error(page(ADMIN, null, " ", null, null, null), 400)).contains("'endpoint'");
		assertThat(error(page(ADMIN, null, null, "", null, null), 400)).contains("'user'");
		assertThat(error(page(ADMIN, null, null, null, null, "7"), 400)).contains("'after'", "32 hexadecimal digits");
	}

	@Test
	void connectionThatFailsToSayWhoItIsHidesNoOther() {
		OpenedConnection broken = this.harness.open();
		this.harness.open();
		broken.broken();
		assertThat(this.harness.endpoint().overview().open().byKind()).containsEntry("websocket", 1)
			.containsEntry("unknown", 1);
		assertThat(matches(null, null, null)).extracting(ConnectionDescription::kind)
			.containsExactly("unknown", "websocket");
		assertThat(matches("websocket", null, null)).hasSize(1);
	}

	@Test
	void whatComesFromOutsideIsShownShortAndOnOneLine() {
		this.harness.open("websocket", "/a\nb", "ann\r\u001b[2J", "x".repeat(10_000));
		ConnectionDescription shown = matches(null, null, null).get(0);
		assertThat(shown.endpoint()).isEqualTo("/a?b");
		assertThat(shown.user()).isEqualTo("ann??[2J");
		assertThat(shown.protocol()).hasSize(Text.MAX_LENGTH);
	}

	@Test
	void emptyProtocolIsNone() {
		this.harness.open("websocket", "/ws", null, "");
		assertThat(matches(null, null, null).get(0).protocol()).isNull();
	}

	@Test
	void jmxHasPagesToo() {
		this.harness.open(3, "websocket", "/ws", null);
		WebsocketsEndpointJmxExtension jmx = new WebsocketsEndpointJmxExtension(this.harness.endpoint());
		ConnectionPage page = jmx.connections("websocket", "/ws", null, 2, null, null);
		assertThat(page.connections()).hasSize(2);
		assertThat(jmx.connections(null, null, null, null, page.next(), false).connections()).hasSize(1);
	}

	private List<ConnectionDescription> matches(String kind, String endpoint, String user) {
		return body(page(ADMIN, kind, endpoint, user, null, null), 200, ConnectionPage.class).connections();
	}

	private WebEndpointResponse<Object> connection(SecurityContext who, String id) {
		return this.harness.web().connection(who, id, null, null, null, null, null, null);
	}

	private WebEndpointResponse<Object> page(SecurityContext who, String kind, String endpoint, String user,
			String limit, String after) {
		return this.harness.web().connection(who, "connections", kind, endpoint, user, limit, after, null);
	}

}
