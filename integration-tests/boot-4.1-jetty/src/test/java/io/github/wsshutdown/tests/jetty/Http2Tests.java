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

package io.github.wsshutdown.tests.jetty;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;

import static io.github.wsshutdown.tests.application.RunningApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebSockets over HTTP/2 (RFC 8441), several on one connection.
 */
class Http2Tests {

	private static final CloseFrame GOING_AWAY = new CloseFrame(1001, "Server is shutting down");

	private static final String NOISE = "ignore " + "x".repeat(4096);

	private RunningApplication application;

	private Http2Client client;

	@BeforeEach
	void start() throws Exception {
		this.application = RunningApplication.start(List.of(TestApplication.class, RawHandlers.class),
				"server.http2.enabled=true");
		this.client = new Http2Client(this.application.port());
	}

	@AfterEach
	void end() throws Exception {
		this.client.stop();
		this.application.abandon();
	}

	@Test
	void quietAndChattyPeersOfOneConnectionAreToldAndAnswer() throws Exception {
		List<Http2Peer> peers = List.of(connect(), connect(), connect(), connect());
		assertThat(peers).extracting(Http2Peer::address).containsOnly(peers.get(0).address());
		peers.subList(1, 4).forEach((peer) -> peer.keepSaying(NOISE));
		this.application.close();
		assertThat(peers)
			.allSatisfy((peer) -> assertThat(peer.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY));
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(4);
	}

	/**
	 * Jetty reads nothing from an HTTP/2 connection while a handler of one of its
	 * WebSockets blocks.
	 */
	@Test
	void peersBesideBlockingHandlerAreToldAtOnceAndAnswerWhenItIsDone() throws Exception {
		Http2Peer quiet = connect();
		Http2Peer busy = connect();
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(quiet.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(busy.closed()).isNotDone();
		this.application.holds().release("work");
		assertThat(busy.hear()).isEqualTo("done");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(2);
	}

	@Test
	void newcomerOnTheConnectionIsRefused() throws Exception {
		connect();
		this.client.connectWithoutReading(Endpoints.OTHER);
		Drain drain = this.application.drainer().drain(DrainRequests.everything(Duration.ofSeconds(1)));
		assertThat(this.client.open(new Http2Peer(true), Endpoints.COMMANDS)).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(UpgradeException.class)
			.withMessageContaining("503");
		assertThat(drain.report()).succeedsWithin(PATIENCE);
	}

	/**
	 * Otherwise what goes on coming would use up the window of the whole connection.
	 */
	@Test
	void cutEndsOneStreamAndNoOtherOfItsConnection() throws Exception {
		Http2Peer other = connect();
		List<Http2Peer> unreading = List.of(this.client.connectWithoutReading(Endpoints.OTHER),
				this.client.connectWithoutReading(Endpoints.OTHER), this.client.connectWithoutReading(Endpoints.OTHER));
		unreading.forEach((peer) -> peer.keepSaying(NOISE));
		assertThat(unreading).extracting(Http2Peer::address).containsOnly(other.address());
		DrainReport report = this.application.drainer()
			.drain(DrainRequests.endpoint(Endpoints.OTHER, Duration.ofSeconds(1)))
			.report()
			.toCompletableFuture()
			.join();
		assertThat(report.count(Outcome.TERMINATED)).isEqualTo(3);
		assertThat(unreading).allSatisfy((peer) -> assertThat(peer.closed()).succeedsWithin(PATIENCE)
			.extracting(CloseFrame::code)
			.isEqualTo(1006));
		for (int i = 0; i < 100; i++) {
			other.say("echo " + i + " " + "y".repeat(16_384));
			assertThat(other.hear()).startsWith(i + " ");
		}
	}

	private Http2Peer connect() throws Exception {
		return this.client.connect(Endpoints.COMMANDS);
	}

}
