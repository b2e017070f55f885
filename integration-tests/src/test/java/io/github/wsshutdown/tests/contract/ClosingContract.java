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

package io.github.wsshutdown.tests.contract;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.JdkListener;
import io.github.wsshutdown.tests.client.ResponseHead;
import io.github.wsshutdown.tests.client.TcpEnd;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every client is told, properly, and its answer is awaited.
 */
interface ClosingContract extends Contract {

	@Test
	@Essential
	default void quietClientIsToldWhyAndItsAnswerIsAwaited() {
		RunningApplication application = start();
		WireClient client = application.connect(Endpoints.COMMANDS);
		application.close();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(client.ended()).succeedsWithin(PATIENCE).isEqualTo(TcpEnd.FIN);
		DrainReport report = application.awaitReport();
		assertThat(report.total()).isOne();
		assertThat(report.count(Outcome.PEER_ANSWERED)).isOne();
		assertThat(report.stragglers()).isEmpty();
	}

	@Test
	@Essential
	default void everyChattyClientIsToldWhyAsAQuietOneIs() {
		RunningApplication application = start();
		List<WireClient> clients = new ArrayList<>(application.connect(10, Endpoints.COMMANDS));
		for (int i = 0; i < 10; i++) {
			clients.add(application.connect(application.knock(Endpoints.COMMANDS).deflating()));
		}
		clients.forEach((client) -> client.keepSaying("ignore " + "x".repeat(4096), Duration.ofMillis(2)));
		application.close();
		assertThat(clients).allSatisfy((client) -> {
			assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
			assertThat(client.ended()).succeedsWithin(PATIENCE).isEqualTo(TcpEnd.FIN);
		});
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(20);
	}

	@Test
	@Thorough
	default void clientOfTheJdkIsToldWhy() {
		RunningApplication application = start();
		JdkListener listener = new JdkListener();
		WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
		Optional.ofNullable(application.dialect().headers().get("Sec-WebSocket-Protocol"))
			.ifPresent(builder::subprotocols);
		String path = application.dialect().path(Endpoints.COMMANDS);
		builder.buildAsync(URI.create("ws://127.0.0.1:" + application.port() + path), listener)
			.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
			.join();
		application.close();
		assertThat(listener.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Test
	default void clientThatCompressesIsToldWhy() throws Exception {
		RunningApplication application = start();
		WireClient client = application.connect(application.knock(Endpoints.COMMANDS).deflating());
		assertThat(client.handshake().header("Sec-WebSocket-Extensions")).startsWith("permessage-deflate");
		client.say("echo " + "wood ".repeat(200));
		assertThat(client.hear()).isEqualTo("wood ".repeat(200));
		application.close();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(client.ended()).succeedsWithin(PATIENCE).isEqualTo(TcpEnd.FIN);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "1012, Wir sind gleich zurück ☕", "4000, ''" })
	default void clientIsToldWhatTheApplicationHasConfigured(int code, String reason) {
		RunningApplication application = start("ws-shutdown.close.status=" + code,
				"ws-shutdown.close.reason=" + reason);
		WireClient client = application.connect(Endpoints.COMMANDS);
		application.close();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(new CloseFrame(code, reason));
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Test
	@Thorough
	default void clientThatAsksForNothingSpecialSeesAnOrdinaryHandshake() {
		ResponseHead response = start().knock(Endpoints.COMMANDS).response();
		assertThat(response.status()).isEqualTo(ResponseHead.SWITCHING_PROTOCOLS);
		assertThat(response.header("Retry-After")).isNull();
	}

	@Test
	@Thorough
	default void connectionThatEndedBeforeIsNoneOfTheDrains() {
		RunningApplication application = start();
		WireClient client = application.connect(Endpoints.COMMANDS);
		client.sayGoodbye(1000);
		assertThat(client.ended()).succeedsWithin(PATIENCE).isEqualTo(TcpEnd.FIN);
		application.awaitNoConnection();
		application.close();
		assertThat(application.awaitReport().total()).isZero();
	}

}
