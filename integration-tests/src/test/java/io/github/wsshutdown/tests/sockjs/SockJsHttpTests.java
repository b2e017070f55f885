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

package io.github.wsshutdown.tests.sockjs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.SockJsHandlers;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.HttpExchange;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.Essential;
import io.github.wsshutdown.tests.contract.Thorough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What clients of SockJS see that have no WebSocket.
 */
class SockJsHttpTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final Kind SOCKJS = new Kind("sockjs");

	/**
	 * More than the buffers of two sockets hold.
	 */
	private static final int FLOOD = 16 * 1024 * 1024;

	private final List<SessionClient> clients = new ArrayList<>();

	private RunningApplication application;

	@AfterEach
	void endApplication() {
		this.clients.forEach(SessionClient::close);
		this.application.abandon();
	}

	@ParameterizedTest
	@EnumSource
	@Essential
	void clientIsToldWhyAndNothingIsLeftForTheWebServerToWaitFor(Transport transport) {
		start();
		SessionClient client = open(transport);
		this.application.close();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY);
		assertThat(client.ended()).succeedsWithin(PATIENCE);
		assertThat(client.frames()).containsExactly(Frames.OPEN, Frames.GOING_AWAY);
		DrainReport report = this.application.awaitReport();
		assertThat(report.total()).isOne();
		assertThat(report.count(Outcome.CLOSED_UNCONFIRMED)).isOne();
		assertThat(report.stragglers()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	@Thorough
	void clientIsToldWhatTheApplicationHasConfigured(Transport transport) {
		start("ws-shutdown.close.status=1012", "ws-shutdown.close.reason=Bis gleich ☕");
		SessionClient client = open(transport);
		this.application.close();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.close(1012, "Bis gleich ☕"));
	}

	@ParameterizedTest
	@EnumSource
	void clientThatIsSpokenToAllTheTimeIsToldToo(Transport transport) {
		start();
		List<SessionClient> spokenTo = IntStream.range(0, 5).mapToObj((i) -> open(transport)).toList();
		spokenTo.forEach((client) -> client.say("chatter"));
		spokenTo.forEach((client) -> await().atMost(PATIENCE).until(() -> client.frames().size() > 10));
		this.application.close();
		assertThat(spokenTo).allSatisfy((client) -> {
			assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY);
			assertThat(client.ended()).succeedsWithin(PATIENCE);
		});
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(5);
	}

	/**
	 * Somebody else who is busy keeps the drain going, and so the web server: Tomcat may
	 * close the connection of a request whose servlet has returned before it has written
	 * what is left, here the status of the messages.
	 */
	@ParameterizedTest
	@EnumSource
	@Essential
	void messagesInFlightAreAnsweredBeforeTheClose(Transport transport) throws Exception {
		start();
		SessionClient busy = open(transport);
		SessionClient idle = open(transport);
		WireClient last = this.application.connect(Endpoints.COMMANDS);
		last.say("hold the server");
		assertThat(last.hear()).isEqualTo("begun");
		CompletableFuture<Integer> said = busy.say("hold work", "echo after");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(idle.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY);
		assertThat(busy.closed()).isNotDone();
		assertThat(closing).isNotDone();
		this.application.holds().release("work");
		assertThat(said).succeedsWithin(PATIENCE).isEqualTo(204);
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY);
		assertThat(busy.frames()).flatExtracting(Frames::messages).containsExactly("begun", "done", "after");
		this.application.holds().release("the server");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	@Thorough
	void messageThatIsHandedOverIsAnsweredBeforeTheClose(Transport transport) throws Exception {
		start();
		SessionClient busy = open(transport);
		assertThat(busy.say("hand-over work")).succeedsWithin(PATIENCE).isEqualTo(204);
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		this.application.holds().release("work");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY);
		assertThat(busy.frames()).flatExtracting(Frames::messages).containsExactly("begun", "done");
		assertThat(closing).succeedsWithin(PATIENCE);
	}

	@ParameterizedTest
	@EnumSource
	void newSessionIsRefusedWhileDrainingAndAnOldOneIsServed(Transport transport) throws Exception {
		start("ws-shutdown.retry-after=7s");
		SessionClient old = open(transport);
		CompletableFuture<Void> closing = beginToCloseWithWork(old);
		SessionClient newcomer = SessionClient.attempt(this.application, transport, Endpoints.OTHER);
		this.clients.add(newcomer);
		assertThat(newcomer.head()).succeedsWithin(PATIENCE).satisfies((response) -> {
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.header("Retry-After")).isEqualTo("7");
			assertThat(response.header("Connection")).isEqualToIgnoringCase("close");
		});
		for (int i = 0; i < 3; i++) {
			assertThat(old.say("echo still here")).succeedsWithin(PATIENCE).isEqualTo(204);
			assertThat(old.hear()).isEqualTo("still here");
		}
		this.application.holds().release("work");
		assertThat(old.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().refused()).isOne();
	}

	@Test
	@Thorough
	void oldSessionIsServedAlsoBehindAProxyThatAsksForAnUpgradeEveryTime() throws Exception {
		start();
		SessionClient streaming = open(Transport.EVENT_SOURCE);
		SessionClient polling = openOnce(Endpoints.COMMANDS);
		CompletableFuture<Void> closing = beginToCloseWithWork(streaming);
		awaitAsked(1);
		Map<String, String> upgrade = Map.of("Upgrade", "websocket", "Connection", "Upgrade");
		assertThat(streaming.say(upgrade, "echo still here")).succeedsWithin(PATIENCE).isEqualTo(204);
		assertThat(streaming.hear()).isEqualTo("still here");
		assertThat(polling.ask(upgrade).body()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY + "\n");
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(PATIENCE);
	}

	@ParameterizedTest
	@EnumSource
	@Thorough
	void newSessionThatRacesWithADrainIsRefusedOrClosedProperly(Transport transport) {
		start();
		List<SessionClient> newcomers = new ArrayList<>();
		for (int round = 0; round < 3; round++) {
			CompletableFuture<Drain> drain = new CompletableFuture<>();
			for (int i = 0; i < 20; i++) {
				newcomers.add(SessionClient.attempt(this.application, transport, Endpoints.COMMANDS));
				if (i == 10) {
					drain.completeAsync(() -> this.application.drainer().drain(DrainRequests.everything()));
				}
			}
			assertThat(drain).succeedsWithin(PATIENCE);
			this.clients.addAll(newcomers);
			assertThat(newcomers).allSatisfy((newcomer) -> {
				assertThat(newcomer.head()).succeedsWithin(PATIENCE);
				if (newcomer.head().join().status() != 503) {
					assertThat(newcomer.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY);
					assertThat(newcomer.ended()).succeedsWithin(PATIENCE);
				}
			});
			DrainReport report = this.application.awaitReports(round + 1).get(round);
			assertThat(report.count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(report.total());
			assertThat(this.application.drainer().undrain()).isTrue();
		}
	}

	@Test
	void sessionThatNobodyAsksIsToldAtTheNextPoll() {
		start();
		SessionClient polling = openOnce(Endpoints.COMMANDS);
		CompletableFuture<Void> closing = this.application.beginToClose();
		awaitAsked(1);
		assertThat(polling.ask().body()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY + "\n");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isOne();
	}

	@Test
	void whatIsQueuedForASessionGoesOutBeforeTheClose() throws Exception {
		start();
		SessionClient polling = openOnce(Endpoints.COMMANDS);
		assertThat(polling.say("echo one", "echo two")).succeedsWithin(PATIENCE).isEqualTo(204);
		CompletableFuture<Void> closing = this.application.beginToClose();
		awaitAsked(1);
		assertThat(polling.ask().body()).succeedsWithin(PATIENCE).isEqualTo("a[\"one\",\"two\"]\n");
		HttpExchange last = polling.ask();
		assertThat(last.body()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY + "\n");
		assertThat(last.head().join().header("Content-Type"))
			.isEqualToIgnoringCase("application/javascript;charset=UTF-8");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isOne();
	}

	@Test
	@Thorough
	void sessionWhoseClientDoesNotComeBackInTimeIsGone() {
		start();
		openOnce(SockJsHandlers.HASTY);
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.PEER_GONE)).isOne();
	}

	@Test
	void whoIsLeftAtTheDeadlineIsNamed() throws Exception {
		start("ws-shutdown.in-flight.grace=200ms");
		SessionClient polling = openOnce(Endpoints.OTHER);
		SessionClient busy = open(Transport.XHR_STREAMING);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		this.application.drainer().drain(DrainRequests.everything(DrainRequests.HURRY));
		DrainReport report = this.application.awaitReport();
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY);
		assertThat(busy.ended()).succeedsWithin(PATIENCE);
		assertThat(report.count(Outcome.TERMINATED)).isEqualTo(1);
		assertThat(report.stragglers()).singleElement().satisfies((straggler) -> {
			assertThat(straggler.kind()).isEqualTo(SOCKJS);
			assertThat(straggler.id()).isEqualTo(polling.id());
			assertThat(straggler.endpoint()).isEqualTo(Endpoints.OTHER);
		});
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "XHR_POLLING")
	void clientsThatDoNotReadDelayNobody(Transport transport) {
		start("ws-shutdown.close.write-timeout=40s");
		List<HttpExchange> stuck = openStuck(transport, 2);
		List<SessionClient> healthy = IntStream.range(0, 5).mapToObj((i) -> open(transport)).toList();
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(healthy).allSatisfy((client) -> {
			assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY);
			assertThat(client.ended()).succeedsWithin(PATIENCE);
		});
		Drain drain = this.application.awaitDrain();
		await().atMost(PATIENCE).until(() -> drain.progress().outcomes().get(Outcome.CLOSED_UNCONFIRMED) == 5);
		assertThat(drain.progress().remaining()).isEqualTo(2);
		stuck.forEach(HttpExchange::vanish);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.PEER_GONE)).isEqualTo(2);
	}

	@Test
	@Thorough
	void clientsThatDoNotReadAreGivenUp() {
		start();
		List<HttpExchange> stuck = openStuck(Transport.XHR_STREAMING, 2);
		this.application.drainer().drain(DrainRequests.everything(Duration.ofSeconds(1)));
		DrainReport report = this.application.awaitReport();
		assertThat(report.total()).isEqualTo(2);
		assertThat(report.count(Outcome.FAILED) + report.count(Outcome.TERMINATED)).isEqualTo(2);
		stuck.forEach(HttpExchange::vanish);
		this.application.awaitStuckFloods(0);
	}

	@Test
	@Thorough
	void clientThatBeginsToReadInTimeIsToldWhy() {
		start("ws-shutdown.close.write-timeout=40s");
		String path = Frames.path(Endpoints.COMMANDS, "");
		HttpExchange stuck = openStuck(Transport.XHR_STREAMING, path);
		this.application.awaitStuckFloods(1);
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		stuck.startReading();
		assertThat(stuck.body()).succeedsWithin(PATIENCE);
		String told = Frames.GOING_AWAY + "\n";
		if (!stuck.body().join().endsWith("\n" + told)) {
			// A response ends behind so large a message, and the client comes again. If
			// that is before the session is closed, the close has a prelude
			HttpExchange next = HttpExchange.begin(this.application.port(),
					Transport.XHR_STREAMING.method() + " " + path + Transport.XHR_STREAMING.path(), Map.of(), "",
					(content) -> {
					});
			assertThat(next.body()).succeedsWithin(PATIENCE)
				.extracting((body) -> Transport.XHR_STREAMING.frames(new StringBuilder(body)))
				.isEqualTo(List.of(Frames.GOING_AWAY));
		}
		assertThat(closing).succeedsWithin(PATIENCE);
	}

	@Test
	@Thorough
	void handlerIsToldBeforeTheDrainEnds() {
		start();
		SessionClient client = open(Transport.XHR_STREAMING, Endpoints.TROUBLE + "?hold=close");
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY);
		assertThat(client.ended()).succeedsWithin(PATIENCE);
		await().atMost(PATIENCE).until(() -> this.application.holds().hasBegun("close"));
		assertThat(this.application.reports()).isEmpty();
		this.application.holds().release("close");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isOne();
	}

	@Test
	@Thorough
	void sessionThatItsHandlerRejectsIsForgotten() {
		start();
		SessionClient rejected = SessionClient.attempt(this.application, Transport.XHR_STREAMING,
				Endpoints.TROUBLE + "?throw=open");
		this.clients.add(rejected);
		assertThat(rejected.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.close(1011, ""));
		this.application.awaitNoConnection();
		this.application.close();
		assertThat(this.application.awaitReport().total()).isZero();
	}

	@Test
	@Thorough
	void sessionThatItsHandlerClosesDuringTheDrainEndsWithTheHandlersCode() throws Exception {
		start();
		SessionClient client = open(Transport.XHR_STREAMING);
		client.say("hold-and-close work 4001");
		assertThat(client.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain(1);
		this.application.holds().release("work");
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.close(4001, ""));
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isOne();
	}

	@Test
	@Thorough
	void requestThatOpensNoSessionIsNotWaitedFor() {
		start();
		HttpExchange foreign = HttpExchange.begin(this.application.port(),
				"POST " + Frames.path(Endpoints.COMMANDS, "xhr_streaming"), Map.of("Origin", "https://example.com"), "",
				(content) -> {
				});
		HttpExchange withoutCallback = HttpExchange.begin(this.application.port(),
				"GET " + Frames.path(Endpoints.COMMANDS, "htmlfile"), Map.of(), null, (content) -> {
				});
		assertThat(foreign.head()).succeedsWithin(PATIENCE).extracting("status").isEqualTo(403);
		assertThat(withoutCallback.head()).succeedsWithin(PATIENCE).extracting("status").isEqualTo(500);
		assertThat(this.application.drainAtOnce().total()).isZero();
	}

	@Test
	@Thorough
	void drainOfTheirKindLeavesWebSocketsAlone() throws Exception {
		start();
		SessionClient inside = open(Transport.XHR_STREAMING);
		WireClient outside = this.application.connect(Endpoints.COMMANDS);
		Drain drain = this.application.drainer()
			.drain(new DrainRequest(Scope.kind(SOCKJS), Cause.request("a test"), PATIENCE));
		assertThat(inside.closed()).succeedsWithin(PATIENCE).isEqualTo(Frames.GOING_AWAY);
		assertThat(drain.report().toCompletableFuture()).succeedsWithin(PATIENCE)
			.extracting(DrainReport::total)
			.isEqualTo(1);
		outside.say("echo hello");
		assertThat(outside.hear()).isEqualTo("hello");
		this.application.connect(Endpoints.OTHER);
	}

	@Test
	@Thorough
	void excludedPathIsLeftAlone() throws Exception {
		start("ws-shutdown.exclude-paths=" + Endpoints.OTHER + "/**", "server.shutdown=immediate");
		SessionClient excluded = SessionClient.open(this.application, Transport.EVENT_SOURCE, Endpoints.OTHER);
		this.clients.add(excluded);
		this.application.drainer().drain(DrainRequests.everything());
		assertThat(this.application.awaitReport().total()).isZero();
		SessionClient newcomer = SessionClient.open(this.application, Transport.EVENT_SOURCE, Endpoints.OTHER);
		this.clients.add(newcomer);
		for (SessionClient client : List.of(excluded, newcomer)) {
			assertThat(client.say("echo hello")).succeedsWithin(PATIENCE).isEqualTo(204);
			assertThat(client.hear()).isEqualTo("hello");
		}
	}

	private void start(String... properties) {
		this.application = RunningApplication.start(List.of(TestApplication.class, SockJsHandlers.class),
				new SockJsDialect(), properties);
	}

	private SessionClient open(Transport transport) {
		return open(transport, Endpoints.COMMANDS);
	}

	private SessionClient open(Transport transport, String endpoint) {
		SessionClient client = SessionClient.open(this.application, transport, endpoint);
		this.clients.add(client);
		return client;
	}

	/**
	 * Opens a session that nobody asks until the test does.
	 */
	private SessionClient openOnce(String endpoint) {
		SessionClient client = SessionClient.openOnce(this.application, Transport.XHR_POLLING, endpoint);
		this.clients.add(client);
		return client;
	}

	private List<HttpExchange> openStuck(Transport transport, int number) {
		List<HttpExchange> stuck = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			stuck.add(openStuck(transport, Frames.path(Endpoints.COMMANDS, "")));
		}
		this.application.awaitStuckFloods(number);
		return stuck;
	}

	private HttpExchange openStuck(Transport transport, String path) {
		HttpExchange exchange = HttpExchange.beginWithoutReading(this.application.port(),
				transport.method() + " " + path + transport.path(), (content) -> {
				});
		await().atMost(PATIENCE).until(() -> say(path, "flood " + FLOOD) == 204);
		return exchange;
	}

	private int say(String path, String line) {
		return HttpExchange
			.begin(this.application.port(), "POST " + path + "xhr_send", Map.of(), Frames.array(line), (content) -> {
			})
			.head()
			.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
			.join()
			.status();
	}

	private void awaitAsked(int number) {
		Drain drain = this.application.awaitDrain();
		await().atMost(PATIENCE).until(() -> drain.progress().asked() == number);
	}

	/**
	 * Begins to close the application, whose drain goes on until {@code work} is
	 * released.
	 */
	private CompletableFuture<Void> beginToCloseWithWork(SessionClient busy) throws Exception {
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		return closing;
	}

}
