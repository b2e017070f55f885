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

package io.github.wsshutdown.tests.environment;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.ClassUtils;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.JdkListener;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.Essential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * HTTPS, with HTTP/2 on the same connector: a WebSocket over HTTP/1.1 is drained beside
 * requests over HTTP/2.
 */
class EncryptedTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final CloseFrame GOING_AWAY = new CloseFrame(1001, "Server is shutting down");

	@TempDir
	static Path directory;

	private static KeyStoreFile keys;

	private static SSLContext trust;

	private static HttpClient http;

	private RunningApplication application;

	@BeforeAll
	static void makeKeys() throws Exception {
		keys = KeyStoreFile.in(directory);
		trust = keys.clients();
		http = HttpClient.newBuilder().sslContext(trust).build();
	}

	private void start(String... properties) {
		this.application = RunningApplication.start(List.of(TestApplication.class, RawHandlers.class),
				Stream.concat(Stream.of(keys.properties()), Stream.of(properties)).toArray(String[]::new));
	}

	@AfterEach
	void endApplication() {
		if (this.application != null) {
			this.application.abandon();
		}
	}

	private WireClient connect() {
		return this.application.connect(this.application.knock(Endpoints.COMMANDS).over(trust));
	}

	@Test
	@Essential
	void quietAndChattyClientsAreToldWhy() throws Exception {
		start();
		CompletableFuture<CloseFrame> closedAtTheJdk = connectJdk();
		WireClient busy = connect();
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		List<WireClient> clients = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			clients.add(connect());
		}
		// Not before all are there: Undertow does not come to a handshake beside them
		clients.subList(10, 20)
			.forEach((client) -> client.keepSaying("ignore " + "x".repeat(4096), Duration.ofMillis(2)));
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(closedAtTheJdk).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(clients).allSatisfy((client) -> {
			assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
			// Not always with TLS's own goodbye, which no server waits for
			assertThat(client.ended()).succeedsWithin(PATIENCE);
		});
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(busy.transcript()).startsWith("begun", "done", "close 1001");
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(clients.size() + 2);
	}

	@Test
	void whoDoesNotReadOrAnswerIsCutAtTheDeadline() throws Exception {
		start();
		WireClient stuck = this.application
			.connect(this.application.knock(Endpoints.COMMANDS).over(trust).withoutReading());
		stuck.say("flood " + 16 * 1024 * 1024);
		this.application.awaitStuckFloods(1);
		WireClient silent = this.application
			.connect(this.application.knock(Endpoints.OTHER).over(trust).withoutAnswering());
		silent.say("echo hello");
		assertThat(silent.hear()).isEqualTo("hello");
		this.application.drainer().drain(DrainRequests.everything(DrainRequests.HURRY));
		assertThat(silent.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(silent.ended()).succeedsWithin(PATIENCE);
		DrainReport report = this.application.awaitReport();
		assertThat(report.total()).isEqualTo(2);
		assertThat(report.count(Outcome.FAILED) + report.count(Outcome.TERMINATED)).isEqualTo(2);
		stuck.startReading();
		assertThat(stuck.ended()).succeedsWithin(PATIENCE);
		assertThat(stuck.closed()).isCompletedExceptionally();
		this.application.awaitStuckFloods(0);
	}

	@Test
	@DisabledIf("isJettyWithoutHttp2")
	void http2OnTheSameConnectorGoesOnMeanwhile() throws Exception {
		start("server.http2.enabled=true");
		CompletableFuture<HttpResponse<String>> slow = get("/hold?name=request");
		await().atMost(PATIENCE).until(() -> this.application.holds().hasBegun("request"));
		WireClient idle = connect();
		WireClient busy = connect();
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(idle.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(this.application.knock(Endpoints.COMMANDS).over(trust).response().status()).isEqualTo(503);
		assertThat(get("/hello")).succeedsWithin(PATIENCE).satisfies((response) -> {
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		});
		this.application.holds().release("request");
		assertThat(slow).succeedsWithin(PATIENCE).satisfies((response) -> {
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		});
		this.application.holds().release("work");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(2);
	}

	static boolean isJettyWithoutHttp2() {
		return ClassUtils.isPresent("org.eclipse.jetty.server.Server", null)
				&& !ClassUtils.isPresent("org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory", null);
	}

	private CompletableFuture<HttpResponse<String>> get(String path) {
		URI uri = URI.create("https://localhost:" + this.application.port() + path);
		return http.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
	}

	private CompletableFuture<CloseFrame> connectJdk() {
		JdkListener listener = new JdkListener();
		URI uri = URI.create("wss://localhost:" + this.application.port() + Endpoints.COMMANDS);
		WebSocket webSocket = http.newWebSocketBuilder().buildAsync(uri, listener).join();
		webSocket.sendText("echo hello", true).join();
		assertThat(listener.heard()).succeedsWithin(PATIENCE).isEqualTo("hello");
		return listener.closed();
	}

}
