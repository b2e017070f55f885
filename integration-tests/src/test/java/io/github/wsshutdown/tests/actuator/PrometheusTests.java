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

package io.github.wsshutdown.tests.actuator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

import io.github.wsshutdown.tests.application.CommandHandler;
import io.github.wsshutdown.tests.application.Commands;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Prometheus reads of connections, and of a drain as it goes on.
 */
class PrometheusTests {

	/**
	 * A meter in the table of the page: its tags, and its name at Prometheus.
	 */
	private static final Pattern METER = Pattern.compile("(?m)^\\| `ws\\.[a-z.]+` \\|[^|]+\\|([^|]*)\\| `(\\w+)` \\|");

	private static final Pattern TAG = Pattern.compile("`(\\w+)`");

	private static final String PLACE = "endpoint=\"/commands\",kind=\"websocket\"";

	private RunningApplication application;

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	private void start() {
		this.application = RunningApplication.start(
				List.of(TestApplication.class, RawHandlers.class, Rooms.class, Open.class),
				"management.endpoints.web.exposure.include=prometheus");
	}

	private WireClient open() throws Exception {
		return open(Endpoints.COMMANDS);
	}

	private WireClient open(String path) throws Exception {
		WireClient client = this.application.connect(path);
		client.say("echo open");
		assertThat(client.hear()).isEqualTo("open");
		return client;
	}

	private String scrape() {
		return this.application.get("/actuator/prometheus").orTimeout(30, TimeUnit.SECONDS).join().body();
	}

	/**
	 * Waits for a sample; counts of observations are written as whole numbers.
	 */
	private void awaitSample(String series, int value) {
		await().atMost(RunningApplication.PATIENCE).until(() -> {
			String scrape = scrape();
			return scrape.contains("\n" + series + " " + value + ".0\n")
					|| scrape.contains("\n" + series + " " + value + "\n");
		});
	}

	@Test
	void connectionIsCountedAtItsPatternAndByItsCode() throws Exception {
		start();
		open();
		WireClient leaving = open();
		assertThat(scrape()).contains("\nws_connections_open{" + PLACE + "} 2.0\n",
				"\nws_connections_opened_total{" + PLACE + "} 2.0\n", "\nws_drain_state{state=\"accepting\"} 1.0\n");
		leaving.say("hold work");
		assertThat(leaving.hear()).isEqualTo("begun");
		awaitSample("ws_connections_in_flight", 1);
		this.application.holds().release("work");
		assertThat(leaving.hear()).isEqualTo("done");
		leaving.sayGoodbye(4001);
		this.application.awaitEndings(1);
		awaitSample("ws_connections_closed_total{code=\"4xxx\"," + PLACE + "}", 1);
		awaitSample("ws_connections_open{" + PLACE + "}", 1);
		awaitSample("ws_connections_duration_seconds_count{" + PLACE + "}", 1);
	}

	@Test
	void drainAtShutdownIsSeenWhileItLasts() throws Exception {
		start();
		open();
		WireClient busy = open();
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitEndings(1);
		awaitSample("ws_drain_closes_total{kind=\"websocket\",outcome=\"peer_answered\"}", 1);
		awaitSample("ws_connections_closed_total{code=\"1001\"," + PLACE + "}", 1);
		awaitSample("ws_drain_confirmation_seconds_bucket{kind=\"websocket\",le=\"+Inf\"}", 1);
		awaitSample("ws_drain_remaining", 1);
		assertThat(this.application.knock(Endpoints.COMMANDS).response().status()).isEqualTo(503);
		assertThat(scrape()).contains("\nws_drain_state{state=\"draining\"} 1.0\n",
				"\nws_connections_refused_total{" + PLACE + "} 1.0\n", "\nws_connections_in_flight 1.0\n");
		assertEverythingDocumentedIsThere(scrape());
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(RunningApplication.PATIENCE);
	}

	@Test
	void refusalAtATemplateDuringAShutdownIsCounted() throws Exception {
		start();
		WireClient busy = open("/rooms/1");
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		assertThat(this.application.knock("/rooms/2").response().status()).isEqualTo(503);
		awaitSample("ws_connections_refused_total{endpoint=\"unknown\",kind=\"websocket\"}", 1);
		assertThat(scrape()).contains("\nws_connections_open{endpoint=\"/rooms/{room}\",kind=\"websocket\"} 1.0\n");
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(RunningApplication.PATIENCE);
	}

	private static void assertEverythingDocumentedIsThere(String scrape) throws IOException {
		List<MatchResult> meters = METER.matcher(Files.readString(Path.of("../../docs/metrics.md"))).results().toList();
		assertThat(meters).hasSizeGreaterThan(10).allSatisfy((meter) -> {
			List<String> samples = scrape.lines().filter((line) -> line.startsWith(meter.group(2))).toList();
			assertThat(samples).isNotEmpty()
				.allSatisfy((sample) -> assertThat(TAG.matcher(meter.group(1)).results())
					.allSatisfy((tag) -> assertThat(sample).contains(tag.group(1) + "=\"")));
		});
	}

	@Test
	void drainOfAnOperatorIsTimedAndObserved() {
		start();
		this.application.drainer().drain(DrainRequests.endpoint(Endpoints.OTHER));
		this.application.awaitReport();
		awaitSample("ws_drain_duration_seconds_count{cancelled=\"false\",cause=\"request\",scope=\"endpoint\"}", 1);
		await().atMost(RunningApplication.PATIENCE)
			.until(() -> scrape().lines()
				.anyMatch((line) -> line.startsWith("ws_drain_seconds_count{") && line.contains("scope=\"endpoint\"")
						&& line.contains("outcome=\"complete\"")));
	}

	/**
	 * Has a handler at a template.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Rooms implements WebSocketConfigurer {

		private final Commands commands;

		Rooms(Commands commands) {
			this.commands = commands;
		}

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			registry.addHandler(new CommandHandler(this.commands), "/rooms/{room}");
		}

	}

}
