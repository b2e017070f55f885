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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.util.ClassUtils;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.Standstill;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.Thorough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Over HTTP/2 many streams share a connection: each ends by itself, and one that is cut
 * takes no other with it.
 */
@Timeout(90)
@EnabledIf("isSpoken")
class ReactiveHttp2StreamTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

	private RunningApplication application;

	/**
	 * Tells whether the server speaks HTTP/2. On Undertow, streams of WebFlux hang over
	 * it now and then, whether this library is there or not.
	 */
	static boolean isSpoken() {
		return !isPresent("io.undertow.Undertow") && (!isPresent("org.eclipse.jetty.server.Server")
				|| isPresent("org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory"));
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, null);
	}

	@BeforeEach
	void start() {
		this.application = RunningApplication.start(
				List.of(ReactiveApplication.class, ReactiveHandlers.class, StreamEndpoints.class),
				"spring.main.web-application-type=reactive", "server.http2.enabled=true");
		// The connection turns to HTTP/2 with its first exchange
		assertThat(get("/hello")).succeedsWithin(PATIENCE)
			.satisfies((response) -> assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2));
	}

	@AfterEach
	void end() {
		this.application.abandon();
	}

	/**
	 * Somebody who is busy keeps the drain going, and so the connection: Java's client
	 * may forget what has arrived and was not passed on yet when the server ends it.
	 */
	@Test
	void quietAndChattyStreamsEndBehindAnEvent() throws Exception {
		List<CompletableFuture<HttpResponse<String>>> streams = IntStream.range(0, 5)
			.mapToObj((i) -> List.of(get("/events?kind=quiet"), get("/events?kind=chatty")))
			.flatMap(List::stream)
			.toList();
		await().atMost(PATIENCE).until(() -> feeds().subscribed() == 10 && feeds().emitted() > 1000);
		WireClient busy = this.application.connect(Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(streams).allSatisfy((stream) -> assertThat(stream).succeedsWithin(PATIENCE).satisfies((response) -> {
			assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
			assertThat(response.body()).endsWith("\n\nretry: 5000\n\n");
			assertThat(response.body().split("\n\n")).allMatch((event) -> event.matches("data:event \\d+|retry: 5000"));
		}));
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(10);
	}

	@Test
	@Thorough
	void streamThatIsCutTakesNoOtherWithIt() {
		Unread unread = new Unread();
		CompletableFuture<HttpResponse<Void>> stuck = this.client.sendAsync(request("/events?kind=large"),
				BodyHandlers.fromSubscriber(unread));
		Standstill.await(feeds()::emitted);
		CompletableFuture<HttpResponse<String>> poll = get("/hold?name=poll");
		await().atMost(PATIENCE).until(() -> this.application.holds().hasBegun("poll"));
		CompletableFuture<HttpResponse<String>> quiet = get("/events?kind=quiet");
		await().atMost(PATIENCE).until(() -> feeds().subscribed() == 2);
		this.application.drainer().drain(DrainRequests.everything(Duration.ofSeconds(4)));
		assertThat(quiet).succeedsWithin(PATIENCE);
		DrainReport report = this.application.awaitReport();
		assertThat(report.count(Outcome.TERMINATED)).isOne();
		assertThat(report.count(Outcome.CLOSED_UNCONFIRMED)).isOne();
		unread.read();
		assertThat(unread.failure).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(IOException.class);
		this.application.holds().release("poll");
		assertThat(poll).succeedsWithin(PATIENCE).extracting(HttpResponse::body).isEqualTo("done");
		assertThat(stuck).failsWithin(PATIENCE);
	}

	private StreamEndpoints.Feeds feeds() {
		return this.application.context().getBean(StreamEndpoints.Feeds.class);
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.application.port() + path)).build();
	}

	private CompletableFuture<HttpResponse<String>> get(String path) {
		return this.client.sendAsync(request(path), BodyHandlers.ofString());
	}

	/**
	 * Reads nothing until told to.
	 */
	private static final class Unread implements Flow.Subscriber<List<ByteBuffer>> {

		private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

		private final CompletableFuture<Void> failure = new CompletableFuture<>();

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			this.subscription.complete(subscription);
		}

		@Override
		public void onNext(List<ByteBuffer> item) {
		}

		@Override
		public void onError(Throwable failure) {
			this.failure.completeExceptionally(failure);
		}

		@Override
		public void onComplete() {
			this.failure.complete(null);
		}

		void read() {
			this.subscription.join().request(Long.MAX_VALUE);
		}

	}

}
