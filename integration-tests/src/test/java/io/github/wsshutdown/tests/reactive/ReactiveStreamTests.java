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

package io.github.wsshutdown.tests.reactive;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Straggler;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.Standstill;
import io.github.wsshutdown.tests.client.HttpExchange;
import io.github.wsshutdown.tests.client.ResponseHead;
import io.github.wsshutdown.tests.contract.Essential;
import io.github.wsshutdown.tests.contract.Thorough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Streams of every make end behind an event, and nothing is cut.
 */
@Timeout(90)
class ReactiveStreamTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final String EVENTS = "text/event-stream";

	private final List<RunningApplication> applications = new ArrayList<>();

	private final List<HttpExchange> exchanges = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(strings = { "/events?kind=quiet", "/text?kind=quiet", "/lines?kind=quiet", "/route/quiet",
			"/groups?kind=quiet", "/buffers?kind=quiet", "/proxy?kind=quiet" })
	@Essential
	void quietStreamEndsBehindItsEvent(String path) {
		assumeTrue(ReactiveServer.isNetty() || !path.startsWith("/buffers"), "A container does not flush buffers");
		RunningApplication application = start("ws-shutdown.streams.retry=1234ms");
		StreamEndpoints.Feeds feeds = feeds(application);
		HttpExchange exchange = open(application, path);
		application.close();
		assertThat(exchange.body()).succeedsWithin(PATIENCE).satisfies((body) -> checkWhole(body, "retry: 1234\n\n"));
		DrainReport report = application.awaitReport();
		assertThat(report.total()).isOne();
		assertThat(report.count(Outcome.CLOSED_UNCONFIRMED)).isOne();
		assertThat(feeds.cancelled()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "/events,chatty", "/lines,chatty", "/groups,chatty", "/buffers,chatty", "/proxy,chatty",
			"/events,large", "/buffers,large", "/events,ticking" })
	@Essential
	void streamThatIsBeingWrittenEndsBehindAnEvent(String path, String kind) {
		RunningApplication application = start("ws-shutdown.streams.last-event.name=bye");
		StreamEndpoints.Feeds feeds = feeds(application);
		List<HttpExchange> streams = IntStream.range(0, 5)
			.mapToObj((i) -> open(application, path + "?kind=" + kind))
			.toList();
		await().atMost(PATIENCE).until(() -> feeds.emitted() > 200);
		application.close();
		assertThat(streams).allSatisfy((exchange) -> assertThat(exchange.body()).succeedsWithin(PATIENCE)
			.satisfies((body) -> checkWhole(body, "retry: 5000\nevent: bye\ndata:\n\n")));
		assertThat(application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(5);
		assertThat(feeds.cancelled()).isEqualTo(5);
	}

	/**
	 * A source that emits on the event loop whatever it is asked for never lets go of it
	 * where the client reads as fast.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/events", "/lines", "/buffers", "/proxy" })
	@Thorough
	void streamThatKeepsTheEventLoopToItselfEndsBehindAnEvent(String path) {
		RunningApplication application = start();
		HttpExchange exchange = open(application, path + "?kind=greedy");
		application.close();
		assertThat(exchange.body()).succeedsWithin(PATIENCE).satisfies((body) -> checkWhole(body, "retry: 5000\n\n"));
		assertThat(application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isOne();
	}

	@Test
	void streamThatHasSaidNothingYetEndsAsWell() {
		RunningApplication application = start();
		HttpExchange events = begin(application, "/events?kind=silent", EVENTS);
		HttpExchange lines = begin(application, "/lines?kind=silent", "application/x-ndjson");
		await().atMost(PATIENCE).until(() -> feeds(application).subscribed() == 2);
		application.close();
		assertThat(events.body()).succeedsWithin(PATIENCE).isEqualTo("retry: 5000\n\n");
		assertThat(lines.body()).succeedsWithin(PATIENCE).isEqualTo("");
		assertThat(application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "retry,200", "unavailable,503", "no-content,204" })
	void eventSourceIsRefusedAsConfigured(String refusal, int status) {
		RunningApplication application = start("ws-shutdown.streams.event-source-refusal=" + refusal,
				"ws-shutdown.retry-after=7s");
		open(application, "/events?kind=quiet");
		application.drainer().drain(DrainRequests.everything());
		application.awaitReport();
		for (Map<String, String> headers : List.of(Map.of("Accept", EVENTS),
				Map.of("Accept", EVENTS, "Origin", "http://elsewhere.example"), Map.of("Accept", "*/*"))) {
			HttpExchange exchange = begin(application, "/events?kind=quiet", headers);
			assertThat(exchange.head()).succeedsWithin(PATIENCE).satisfies((head) -> {
				assertThat(head.status()).isEqualTo(status);
				assertThat(head.header("Retry-After")).isEqualTo((status == 503) ? "7" : null);
				assertThat(head.header("Connection")).isEqualToIgnoringCase("close");
				assertThat(head.header("Content-Type")).isEqualTo((status == 200) ? EVENTS : null);
			});
			assertThat(exchange.body()).succeedsWithin(PATIENCE).isEqualTo((status == 200) ? "retry: 7000\n\n" : "");
		}
		assertThat(feeds(application).subscribed()).isOne();
	}

	@Test
	void otherStreamsAreRefusedWith503() {
		RunningApplication application = start("ws-shutdown.retry-after=7s");
		open(application, "/events?kind=quiet");
		application.drainer().drain(DrainRequests.everything());
		application.awaitReport();
		int before = application.filteredPaths().size();
		HttpExchange early = begin(application, "/lines?kind=quiet", "application/x-ndjson");
		check503(early);
		assertThat(application.filteredPaths()).hasSize(before);
		check503(begin(application, "/lines?kind=quiet", "*/*"));
		check503(begin(application, "/proxy?kind=quiet", "*/*"));
		assertThat(feeds(application).subscribed()).isOne();
	}

	private static void check503(HttpExchange exchange) {
		assertThat(exchange.head()).succeedsWithin(PATIENCE).satisfies((head) -> {
			assertThat(head.status()).isEqualTo(503);
			assertThat(head.header("Retry-After")).isEqualTo("7");
			assertThat(head.header("Connection")).isEqualToIgnoringCase("close");
		});
		assertThat(exchange.body()).succeedsWithin(PATIENCE).isEqualTo("");
	}

	@Test
	@Thorough
	void finiteResponseIsLeftToFinish() {
		RunningApplication application = start();
		CompletableFuture<HttpResponse<String>> list = application.get("/list");
		await().atMost(PATIENCE).until(() -> feeds(application).subscribed() == 1);
		CompletableFuture<HttpResponse<String>> poll = application.get("/hold?name=poll");
		await().atMost(PATIENCE).until(() -> application.holds().hasBegun("poll"));
		open(application, "/events?kind=quiet");
		CompletableFuture<Void> closing = application.beginToClose();
		assertThat(application.awaitReport().total()).isOne();
		assertThat(list).isNotDone();
		feeds(application).finish();
		application.holds().release("poll");
		assertThat(list).succeedsWithin(PATIENCE)
			.extracting(HttpResponse::body)
			.isEqualTo("[{\"text\":\"first\"},{\"text\":\"last\"}]");
		assertThat(poll).succeedsWithin(PATIENCE).extracting(HttpResponse::body).isEqualTo("done");
		assertThat(closing).succeedsWithin(PATIENCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/events?kind=large", "/buffers?kind=large", "/lines?kind=large" })
	void clientThatDoesNotReadIsCutAtTheDeadlineAndDelaysNobody(String path) {
		RunningApplication application = start();
		HttpExchange stuck = HttpExchange.beginWithoutReading(application.port(), "GET " + path, (text) -> {
		});
		this.exchanges.add(stuck);
		Standstill.await(feeds(application)::emitted);
		List<HttpExchange> healthy = IntStream.range(0, 5)
			.mapToObj((i) -> open(application, "/events?kind=quiet"))
			.toList();
		application.drainer().drain(DrainRequests.everything(Duration.ofSeconds(4)));
		assertThat(healthy).allSatisfy((exchange) -> assertThat(exchange.body()).succeedsWithin(PATIENCE));
		DrainReport report = application.awaitReport();
		assertThat(report.count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(5);
		assertThat(report.count(Outcome.TERMINATED)).isOne();
		assertThat(report.stragglers()).singleElement()
			.extracting(Straggler::endpoint)
			.isEqualTo(path.substring(0, path.indexOf('?')));
		stuck.startReading();
		assertThat(stuck.body()).failsWithin(PATIENCE);
		application.close();
	}

	@Test
	@Thorough
	void clientThatIsGoneIsForgotten() {
		RunningApplication application = start();
		// A container notices when it writes
		HttpExchange quiet = open(application, ReactiveServer.isNetty() ? "/events?kind=quiet" : "/text?kind=ticking");
		HttpExchange chatty = open(application, "/events?kind=chatty");
		quiet.vanish();
		chatty.vanish();
		await().atMost(PATIENCE).until(() -> feeds(application).cancelled() == 2);
		application.awaitNoConnection();
		assertThat(application.drainAtOnce().total()).isZero();
	}

	@Test
	@Thorough
	void clientThatGoesDuringTheDrainIsGone() {
		RunningApplication application = start();
		HttpExchange stuck = HttpExchange.beginWithoutReading(application.port(), "GET /events?kind=large", (text) -> {
		});
		Standstill.await(feeds(application)::emitted);
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain(1);
		stuck.vanish();
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.PEER_GONE)).isOne();
	}

	@Test
	@Thorough
	void excludedPathIsLeftAlone() {
		RunningApplication application = start("ws-shutdown.exclude-paths=/text", "server.shutdown=immediate");
		HttpExchange excluded = open(application, "/text?kind=quiet");
		open(application, "/events?kind=quiet");
		application.drainer().drain(DrainRequests.everything());
		assertThat(application.awaitReport().total()).isOne();
		HttpExchange newcomer = open(application, "/text?kind=quiet");
		assertThat(excluded.body()).isNotDone();
		assertThat(newcomer.body()).isNotDone();
		excluded.vanish();
		newcomer.vanish();
	}

	@Test
	@Thorough
	void streamsAreLeftAloneIfSoConfigured() {
		RunningApplication application = start("ws-shutdown.streams.enabled=false", "server.shutdown=immediate");
		HttpExchange exchange = open(application, "/events?kind=quiet");
		assertThat(application.drainAtOnce().total()).isZero();
		assertThat(exchange.body()).isNotDone();
		exchange.vanish();
	}

	@Test
	@Thorough
	void oneEndpointIsDrainedByItsPattern() {
		RunningApplication application = start();
		HttpExchange drained = open(application, "/route/quiet");
		HttpExchange other = open(application, "/events?kind=quiet");
		application.drainer().drain(DrainRequests.endpoint("/route/{kind}"));
		assertThat(drained.body()).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().total()).isOne();
		HttpExchange refused = begin(application, "/route/quiet", EVENTS);
		assertThat(refused.body()).succeedsWithin(PATIENCE).isEqualTo("retry: 5000\n\n");
		assertThat(other.body()).isNotDone();
		assertThat(application.drainer().undrain()).isTrue();
		open(application, "/route/quiet");
	}

	@Test
	void streamThatRacesWithADrainIsRefusedOrEnded() {
		RunningApplication application = start();
		for (int round = 0; round < 5; round++) {
			List<HttpExchange> crowd = new ArrayList<>();
			CompletableFuture<Void> draining = null;
			for (int i = 0; i < 60; i++) {
				if (i == 30) {
					draining = CompletableFuture
						.runAsync(() -> application.drainer().drain(DrainRequests.everything()));
				}
				crowd.add(begin(application, (i % 2 == 0) ? "/events?kind=quiet" : "/buffers?kind=quiet",
						(i % 3 == 0) ? EVENTS : "*/*"));
			}
			assertThat(draining).succeedsWithin(PATIENCE);
			assertThat(crowd).allSatisfy((exchange) -> assertThat(exchange.body()).succeedsWithin(PATIENCE)
				.asString()
				.endsWith("retry: 5000\n\n"));
			DrainReport report = application.awaitReports(round + 1).get(round);
			assertThat(report.count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(report.total());
			assertThat(application.drainer().undrain()).isTrue();
		}
	}

	@Test
	@Thorough
	void manyStreamsEndAndTheServerStopsWithoutAWait() {
		RunningApplication application = start("ws-shutdown.pace.rate=0");
		List<HttpExchange> streams = IntStream.range(0, 200)
			.mapToObj((i) -> open(application, "/events?kind=quiet"))
			.toList();
		application.close();
		assertThat(streams).allSatisfy((exchange) -> assertThat(exchange.body()).succeedsWithin(PATIENCE)
			.asString()
			.endsWith("retry: 5000\n\n"));
		assertThat(application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(200);
	}

	private static StreamEndpoints.Feeds feeds(RunningApplication application) {
		return application.context().getBean(StreamEndpoints.Feeds.class);
	}

	/**
	 * Checks that a body consists of whole events, in order, and what comes last.
	 */
	private static void checkWhole(String body, String last) {
		boolean lines = body.startsWith("{") || body.startsWith("\"");
		assertThat(body).endsWith(lines ? "\n" : "\n\n" + last);
		String events = lines ? body : body.substring(0, body.length() - last.length());
		String[] parts = events.split(lines ? "\n" : "\n\n");
		for (int i = 0; i < parts.length; i++) {
			assertThat(parts[i].substring(0, Math.min(parts[i].length(), 40)))
				.matches("(data:|\"|\\{\"text\":\")event " + i + "[ \"}x]*");
		}
	}

	private RunningApplication start(String... properties) {
		String[] all = Stream.concat(Stream.of("spring.main.web-application-type=reactive"), Stream.of(properties))
			.toArray(String[]::new);
		RunningApplication application = RunningApplication
			.start(List.of(ReactiveApplication.class, StreamEndpoints.class), all);
		this.applications.add(application);
		return application;
	}

	/**
	 * Opens a stream that says something at once.
	 */
	private HttpExchange open(RunningApplication application, String path) {
		CompletableFuture<Void> heard = new CompletableFuture<>();
		HttpExchange exchange = HttpExchange.begin(application.port(), "GET " + path, Map.of(), null,
				(text) -> heard.complete(null));
		this.exchanges.add(exchange);
		ResponseHead head = exchange.head().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
		assertThat(head.status()).isEqualTo(200);
		assertThat(heard).succeedsWithin(PATIENCE);
		return exchange;
	}

	private HttpExchange begin(RunningApplication application, String path, String accept) {
		return begin(application, path, Map.of("Accept", accept));
	}

	private HttpExchange begin(RunningApplication application, String path, Map<String, String> headers) {
		HttpExchange exchange = HttpExchange.begin(application.port(), "GET " + path, headers, null, (text) -> {
		});
		this.exchanges.add(exchange);
		return exchange;
	}

	@AfterEach
	void endEverything() {
		this.exchanges.forEach(HttpExchange::close);
		this.applications.forEach(RunningApplication::abandon);
	}

}
