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

package io.github.wsshutdown.tests.process;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.StringUtils;

import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.Knock;
import io.github.wsshutdown.tests.client.TcpEnd;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.Essential;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that gets a SIGTERM says goodbye, tells in its log what it has done, and
 * ends as any other JVM does.
 */
@Essential
class SigtermTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final int EXIT_STATUS_OF_SIGTERM = 143;

	private static final String WARNINGS = "(WARN|ERROR) .*";

	private static ApplicationProcess patient;

	private static ApplicationProcess hasty;

	@BeforeAll
	static void startProcesses() {
		patient = start("spring.lifecycle.timeout-per-shutdown-phase=60s");
		hasty = start("spring.lifecycle.timeout-per-shutdown-phase=5s",
				"ws-shutdown.timeout=" + DrainRequests.HURRY.toMillis() + "ms", "ws-shutdown.in-flight.grace=200ms");
	}

	private static ApplicationProcess start(String... properties) {
		return ApplicationProcess.start(List.of(TestApplication.class, RawHandlers.class),
				StringUtils.concatenateStringArrays(properties,
						new String[] { "server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
								"logging.pattern.console=%level %msg%n" }));
	}

	@AfterAll
	static void endProcesses() {
		patient.close();
		hasty.close();
	}

	@Test
	void everyClientIsToldAndTheLogSaysSo() throws Exception {
		int port = patient.awaitPort();
		List<WireClient> idle = Stream.generate(() -> Knock.at(port, Endpoints.COMMANDS).connect()).limit(10).toList();
		WireClient busy = Knock.at(port, Endpoints.COMMANDS).connect();
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		List<String> warningsAtStart = patient.lines(WARNINGS);
		patient.terminate();
		assertThat(idle).allSatisfy((client) -> {
			assertThat(client.closed()).succeedsWithin(PATIENCE).extracting(CloseFrame::code).isEqualTo(1001);
			assertThat(client.ended()).succeedsWithin(PATIENCE).isEqualTo(TcpEnd.FIN);
		});
		assertThat(Knock.at(port, Endpoints.OTHER).response().status()).isEqualTo(503);
		patient.terminate();
		patient.awaitLine("INFO Still draining after .*: 1 of 11 connections left \\(1 busy\\), 10 asked, 1 .*");
		get(port, "/release?name=work");
		assertThat(busy.hear()).isEqualTo("done");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).extracting(CloseFrame::code).isEqualTo(1001);
		assertThat(patient.awaitExit()).isEqualTo(EXIT_STATUS_OF_SIGTERM);
		assertThat(patient.lines("INFO Draining .*")).singleElement()
			.asString()
			.contains("11 connections", "1 busy", "SIGTERM", "54.0 s");
		assertThat(patient.lines("INFO Drained .*")).singleElement()
			.asString()
			.matches("INFO Drained 11 connections in \\d+\\.\\d s: 11 answered, 0 gone, 0 unconfirmed, 0 terminated, "
					+ "0 failed; 1 newcomers? refused");
		assertThat(patient.lines(WARNINGS)).isEqualTo(warningsAtStart);
	}

	@Test
	void stragglersAreNamedAndHoldUpNothingElse() throws Exception {
		int port = hasty.awaitPort();
		WireClient silent = Knock.at(port, Endpoints.OTHER).withoutAnswering().connect();
		WireClient busy = Knock.at(port, Endpoints.COMMANDS).withoutAnswering().connect();
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		hasty.terminate();
		assertThat(silent.closed()).succeedsWithin(PATIENCE).extracting(CloseFrame::code).isEqualTo(1001);
		assertThat(busy.closed()).succeedsWithin(PATIENCE).extracting(CloseFrame::code).isEqualTo(1001);
		assertThat(hasty.awaitExit()).isEqualTo(EXIT_STATUS_OF_SIGTERM);
		assertThat(silent.ended()).succeedsWithin(PATIENCE);
		assertThat(busy.ended()).succeedsWithin(PATIENCE);
		assertThat(hasty.lines("INFO Drained .*")).singleElement().asString().contains("2 connections", "2 terminated");
		String straggler = "websocket \\S+ at %s, open for \\d+\\.\\d s, %d in flight, ";
		assertThat(hasty.lines("WARN Cut at the deadline: .*")).singleElement()
			.asString()
			.startsWith("WARN Cut at the deadline: 2 connections; ")
			.containsPattern(straggler.formatted(Endpoints.OTHER, 0) + "no handler running")
			.containsPattern(straggler.formatted(Endpoints.COMMANDS, 1) + "handler in \\S+\\(");
	}

	private static void get(int port, String path) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + port + path);
		assertThat(HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())
			.statusCode()).isEqualTo(200);
	}

}
