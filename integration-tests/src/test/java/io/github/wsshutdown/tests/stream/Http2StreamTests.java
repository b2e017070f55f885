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

package io.github.wsshutdown.tests.stream;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.Standstill;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static io.github.wsshutdown.tests.application.RunningApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Streams that are streams of one HTTP/2 connection.
 */
class Http2StreamTests {

	private static final List<String> SERVERS = List.of("org.apache.coyote.http2.Http2Protocol",
			"org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory",
			"io.undertow.server.protocol.http2.Http2UpgradeHandler");

	/**
	 * Less than the 20 s after which Tomcat itself gives up a write.
	 */
	private static final Duration WAKING = Duration.ofSeconds(12);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

	private RunningApplication application;

	@BeforeEach
	void start() throws Exception {
		boolean jetty = ClassUtils.isPresent("org.eclipse.jetty.server.Server", null);
		assumeThat(SERVERS).anyMatch((name) -> name.contains("jetty") == jetty && ClassUtils.isPresent(name, null));
		this.application = RunningApplication.start(List.of(TestApplication.class, RawHandlers.class, MvcStreams.class),
				"server.http2.enabled=true");
		// The connection becomes one of HTTP/2 with its first request
		HttpRequest request = HttpRequest.newBuilder(uri("/hello")).build();
		assertThat(this.client.send(request, HttpResponse.BodyHandlers.ofString()).version())
			.isEqualTo(HttpClient.Version.HTTP_2);
	}

	@AfterEach
	void end() {
		if (this.application != null) {
			this.application.abandon();
		}
	}

	/**
	 * Somebody who is busy keeps the drain going, and so the connection: Java's client
	 * forgets what has arrived and was not read yet when the server ends it, that of JDK
	 * 17 when the server only says that it will.
	 */
	@Test
	void streamsOfOneConnectionEndCleanly() throws Exception {
		WireClient busy = this.application.connect(Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		List<InputStream> bodies = Stream.of(open("/emitter", 0), open("/emitter", 1), open("/emitter", 2)).toList();
		CompletableFuture<Void> closing = this.application.beginToClose();
		for (InputStream body : bodies) {
			assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).endsWith("0 x 0\n\nretry: 5000\n\n");
		}
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(3);
	}

	@Test
	void cutEndsOneStreamAndNoOtherOfItsConnection() throws Exception {
		InputStream other = open("/lines", 0);
		InputStream unreading = open("/emitter", 1);
		AtomicInteger sent = new AtomicInteger();
		Feed feed = feeds().await(1);
		Thread sender = new Thread(() -> flood(feed, sent), "flood");
		sender.setDaemon(true);
		sender.start();
		Standstill.await(sent::get);
		DrainReport report = this.application.drainer()
			.drain(DrainRequests.endpoint("/emitter", Duration.ofSeconds(1)))
			.report()
			.toCompletableFuture()
			.join();
		assertThat(report.count(Outcome.TERMINATED)).isOne();
		sender.join(WAKING.toMillis());
		assertThat(sender.isAlive()).isFalse();
		assertThatIOException().isThrownBy(unreading::readAllBytes);
		feeds().await(0).send("still here");
		byte[] expected = "{still here}\n".getBytes(StandardCharsets.UTF_8);
		assertThat(other.readNBytes(expected.length)).isEqualTo(expected);
	}

	/**
	 * Opens a stream and reads its first event, so that it is known to be one.
	 */
	private InputStream open(String path, int number) throws Exception {
		CompletableFuture<HttpResponse<InputStream>> response = this.client
			.sendAsync(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofInputStream());
		feeds().await(number).send("0 x 0");
		InputStream body = response.get().body();
		assertThat(response.get().version()).isEqualTo(HttpClient.Version.HTTP_2);
		if (path.equals("/lines")) {
			assertThat(body.readNBytes(8)).asString(StandardCharsets.UTF_8).isEqualTo("{0 x 0}\n");
		}
		return body;
	}

	private static void flood(Feed feed, AtomicInteger sent) {
		try {
			while (true) {
				feed.send("x".repeat(10_000));
				sent.incrementAndGet();
			}
		}
		catch (Exception ex) {
			// The stream has ended
		}
	}

	private Feeds feeds() {
		return this.application.context().getBean(Feeds.class);
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.application.port() + path);
	}

}
