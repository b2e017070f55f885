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

package io.github.wsshutdown.tests.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wsshutdown.tests.application.EveryKind;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.contract.Essential;
import io.github.wsshutdown.tests.graphql.GraphQlHandlers;
import io.github.wsshutdown.tests.process.ApplicationProcess;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients that others have written see when the application gets a SIGTERM and is
 * started again, twice: the first says 1001, the second 1012. {@code docs/clients.md}
 * tells it to users.
 */
@EnabledIfSystemProperty(named = "tests.node", matches = "true",
		disabledReason = "They run on one Spring Boot line and one JDK")
@Essential
class NodeClientTests {

	private static final List<String> STAYING_AWAY = List.of("ws", "sockjs-client websocket",
			"sockjs-client xhr-streaming", "sockjs-client eventsource", "sockjs-client xhr-polling");

	private static final List<String> COMING_BACK = List.of("reconnecting-websocket", "phoenix", "stompjs",
			"stompjs over sockjs-client", "graphql-ws with shouldRetry");

	/**
	 * Whether it comes back depends on whether it tries while nobody listens.
	 */
	private static final List<String> GIVING_UP = List.of("graphql-ws");

	private static NodeClients clients;

	private static List<String> log;

	static List<String> all() {
		return Stream.of(STAYING_AWAY, COMING_BACK, GIVING_UP).flatMap(List::stream).toList();
	}

	@BeforeAll
	static void shutDownTwice() throws Exception {
		Path scripts = NodePackages.install();
		int port = freePort();
		try (ApplicationProcess first = start(port, 1001)) {
			first.awaitPort();
			clients = NodeClients.start(scripts, port, all());
			clients.awaitEach(all(), "idle", hearing("ready"), 1);
			clients.awaitEach(all(), "busy", hearing("begun"), 1);
			first.terminate();
			clients.awaitEach(all(), "idle", closing(1001), 1);
			for (String name : all()) {
				release(port, name);
			}
			clients.awaitEach(all(), "busy", closing(1001), 1);
			first.awaitExit();
			log = first.lines(".*").stream().dropWhile((line) -> !line.startsWith("INFO Draining ")).toList();
		}
		try (ApplicationProcess second = start(port, 1012)) {
			second.awaitPort();
			clients.awaitEach(COMING_BACK, "idle", hearing("ready"), 2);
			clients.awaitEach(COMING_BACK, "busy", hearing("ready"), 1);
			second.terminate();
			clients.awaitEach(COMING_BACK, "idle", closing(1012), 1);
			second.awaitExit();
		}
		try (ApplicationProcess third = start(port, 1001)) {
			third.awaitPort();
			clients.awaitEach(COMING_BACK, "idle", hearing("ready"), 3);
		}
	}

	@AfterAll
	static void endClients() {
		if (clients != null) {
			clients.close();
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void idleClientIsToldWhy(String name) {
		assertThat(clients.farewells(name, "idle")).isNotEmpty().first().satisfies((told) -> {
			assertThat(told.close()).isEqualTo(new CloseFrame(1001, "Server is shutting down"));
			assertThat(told.clean()).isTrue();
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void busyClientGetsItsReplyFirst(String name) {
		List<Sighting> seen = clients.of(name, "busy");
		assertThat(seen.stream()
			.takeWhile((sighting) -> !"closed".equals(sighting.event()))
			.filter((sighting) -> "heard".equals(sighting.event()))
			.map(Sighting::line)).endsWith("begun", "done");
		assertThat(clients.farewells(name, "busy").get(0).close().code()).isEqualTo(1001);
	}

	@ParameterizedTest
	@MethodSource("comingBack")
	void clientComesBackByItselfAfterEitherCode(String name) {
		assertThat(clients.farewells(name, "idle")).extracting((told) -> told.close().code()).startsWith(1001, 1012);
		assertThat(openings(name)).isGreaterThanOrEqualTo(3);
	}

	static List<String> comingBack() {
		return COMING_BACK;
	}

	@ParameterizedTest
	@MethodSource("stayingAway")
	void clientDoesNotComeBackByItself(String name) {
		assertThat(openings(name)).isOne();
	}

	static List<String> stayingAway() {
		return STAYING_AWAY;
	}

	/**
	 * Who is not on a WebSocket has no way to answer.
	 */
	@Test
	void drainHasSeenTheirAnswersAndHasNothingToComplainOf() {
		int total = 2 * all().size();
		long unconfirmed = 2 * all().stream().filter((name) -> name.matches("sockjs-client (xhr|event).*")).count();
		assertThat(log).filteredOn((line) -> line.startsWith("INFO Drained "))
			.singleElement()
			.asString()
			.matches(
					"INFO Drained %d connections in .*: %d answered, 0 gone, %d unconfirmed, 0 terminated, 0 failed; .*"
						.formatted(total, total - unconfirmed, unconfirmed));
		assertThat(log).noneMatch((line) -> line.matches("(WARN|ERROR) .*"));
	}

	private static long openings(String name) {
		return clients.of(name, "idle").stream().filter((sighting) -> "opened".equals(sighting.event())).count();
	}

	private static Predicate<Sighting> hearing(String line) {
		return (sighting) -> line.equals(sighting.line());
	}

	private static Predicate<Sighting> closing(int code) {
		return (sighting) -> "closed".equals(sighting.event()) && sighting.close().code() == code;
	}

	private static ApplicationProcess start(int port, int status) {
		return ApplicationProcess.start(List.of(TestApplication.class, EveryKind.class, GraphQlHandlers.class),
				"server.port=" + port, "server.address=127.0.0.1", "ws-shutdown.close.status=" + status,
				"spring.main.banner-mode=off", "spring.lifecycle.timeout-per-shutdown-phase=60s",
				"logging.pattern.console=%level %msg%n");
	}

	private static void release(int port, String name) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + port + "/release?name=" + URLEncoder.encode(name, UTF_8));
		HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).timeout(RunningApplication.PATIENCE).build(),
					HttpResponse.BodyHandlers.discarding());
	}

	/**
	 * Finds a port for the application and its successors, below those that the system
	 * gives to whoever asks for any while none of them listens.
	 */
	private static int freePort() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// Somebody has that one.
			}
		}
	}

}
