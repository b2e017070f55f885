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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.Standstill;
import io.github.wsshutdown.tests.client.ResponseHead;
import io.github.wsshutdown.tests.contract.Essential;
import io.github.wsshutdown.tests.contract.Thorough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What every kind of stream keeps to, on every stack and container. A stream is one of
 * server-sent events, or of lines that begin with {@code {}.
 */
public abstract class StreamContractTests {

	protected static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final String EVENT_STREAM = "text/event-stream";

	private static final Pattern WHOLE = Pattern.compile("(\\d+) x* \\1");

	private final List<StreamClient> clients = new ArrayList<>();

	private RunningApplication application;

	/**
	 * Returns what the application is made of, with a {@link Feeds} bean.
	 * @return the classes
	 */
	protected abstract List<Class<?>> sources();

	/**
	 * Returns where a stream is opened.
	 * @return the path
	 */
	protected abstract String path();

	/**
	 * Returns the media type of the stream.
	 * @return the media type
	 */
	protected String mediaType() {
		return EVENT_STREAM;
	}

	/**
	 * Returns properties that the application needs.
	 * @return the properties
	 */
	protected List<String> properties() {
		return List.of();
	}

	protected final RunningApplication start(String... properties) {
		List<String> all = new ArrayList<>(properties());
		all.addAll(List.of(properties));
		this.application = RunningApplication.start(sources(), all.toArray(String[]::new));
		return this.application;
	}

	protected final RunningApplication application() {
		return this.application;
	}

	@AfterEach
	final void abandonApplication() {
		this.clients.forEach(StreamClient::close);
		if (this.application != null) {
			this.application.abandon();
		}
	}

	@Test
	@Essential
	void quietStreamEndsCleanlyAndTheShutdownWaitsForNothing() throws Exception {
		start();
		StreamClient client = open();
		Feed feed = feed(0);
		feed.send("0 xxx 0");
		await().atMost(PATIENCE).until(() -> client.received().contains("0 xxx 0"));
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(client.body()).succeedsWithin(PATIENCE).satisfies(this::assertThatEventsAreWhole);
		assertThat(StreamClient.data(client.received())).containsExactly("0 xxx 0");
		assertThat(client.received()).endsWith(lastWords("retry: 5000\n\n"));
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(1);
	}

	@Test
	@Essential
	void chattyStreamEndsBetweenTwoEvents() throws Exception {
		start();
		List<StreamClient> streams = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			StreamClient client = open();
			streams.add(client);
			chat(feed(i), new AtomicInteger());
		}
		for (StreamClient client : streams) {
			await().atMost(PATIENCE).until(() -> client.received().length() > 100_000);
		}
		CompletableFuture<Void> closing = this.application.beginToClose();
		for (StreamClient client : streams) {
			assertThat(client.body()).succeedsWithin(PATIENCE).satisfies(this::assertThatEventsAreWhole);
			List<String> data = StreamClient.data(client.received());
			assertThat(data).isNotEmpty().allMatch((each) -> WHOLE.matcher(each).matches());
			for (int i = 0; i < data.size(); i++) {
				assertThat(data.get(i)).startsWith(i + " ");
			}
			assertThat(client.received()).endsWith(lastWords("retry: 5000\n\n"));
		}
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(4);
	}

	@Test
	@Thorough
	void lastEventIsAsConfigured() throws Exception {
		start("ws-shutdown.streams.retry=1500ms", "ws-shutdown.streams.last-event.name=leave",
				"ws-shutdown.streams.last-event.data=bye");
		StreamClient client = open();
		feed(0).send("0 xxx 0");
		await().atMost(PATIENCE).until(() -> client.received().contains("0 xxx 0"));
		this.application.drainer().drain(DrainRequests.everything());
		assertThat(client.body()).succeedsWithin(PATIENCE).satisfies(this::assertThatEventsAreWhole);
		assertThat(client.received()).endsWith(lastWords("retry: 1500\nevent: leave\ndata: bye\n\n"));
	}

	@Test
	void applicationIsToldAndItsNextSendFails() throws Exception {
		start();
		StreamClient client = open();
		Feed feed = feed(0);
		this.application.drainer().drain(DrainRequests.everything());
		assertThat(client.body()).succeedsWithin(PATIENCE);
		await().atMost(PATIENCE).until(() -> fails(feed));
		assertThat(feed.ended()).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.CLOSED_UNCONFIRMED)).isEqualTo(1);
	}

	/**
	 * Its head may not even have been sent.
	 */
	@Test
	@Thorough
	void streamWithoutAnyEventEndsAsWell() throws Exception {
		start();
		StreamClient client = open();
		feed(0);
		await().atMost(PATIENCE).until(() -> connections() == 1);
		this.application.drainer().drain(DrainRequests.everything());
		if (mediaType().equals(EVENT_STREAM)) {
			assertThat(client.body()).succeedsWithin(PATIENCE).asString().endsWith("retry: 5000\n\n");
			assertThat(client.head().get().header("Content-Type")).startsWith(EVENT_STREAM);
		}
		assertThat(client.head()).succeedsWithin(PATIENCE).extracting(ResponseHead::status).isEqualTo(200);
	}

	@Test
	void newcomerIsRefusedWhileDraining() throws Exception {
		start();
		this.application.drainer().drain(DrainRequests.everything()).report().toCompletableFuture().join();
		StreamClient client = open();
		ResponseHead head = client.head().get();
		if (mediaType().equals(EVENT_STREAM)) {
			assertThat(head.status()).isEqualTo(200);
			assertThat(head.header("Content-Type")).startsWith(EVENT_STREAM);
			assertThat(client.body()).succeedsWithin(PATIENCE).isEqualTo("retry: 5000\n\n");
		}
		else {
			assertThat(head.status()).isEqualTo(503);
			assertThat(head.header("Retry-After")).isEqualTo("5");
		}
		assertThat(head.header("Connection")).isEqualToIgnoringCase("close");
		assertThat(feeds().size()).isZero();
		this.application.drainer().undrain();
		StreamClient later = open();
		feed(0).send("0 xxx 0");
		await().atMost(PATIENCE).until(() -> later.received().contains("0 xxx 0"));
	}

	/**
	 * What a request asks for does not always tell.
	 */
	@Test
	@Thorough
	void newcomerThatTurnsOutToBeAStreamEndsAtOnce() {
		start();
		this.application.drainer().drain(DrainRequests.everything()).report().toCompletableFuture().join();
		StreamClient client = open("*/*");
		await().atMost(PATIENCE).until(() -> {
			sendToAll();
			return client.body().isDone();
		});
		assertThat(client.body()).succeedsWithin(PATIENCE).satisfies(this::assertThatEventsAreWhole);
		assertThat(client.received()).endsWith(lastWords("retry: 5000\n\n"));
		assertThat(connections()).isZero();
	}

	@Test
	void clientThatDoesNotReadIsCutAtTheDeadlineAndDelaysNobody() throws Exception {
		start();
		StreamClient unreading = StreamClient.openWithoutReading(this.application.port(), path());
		this.clients.add(unreading);
		AtomicInteger sent = new AtomicInteger();
		Thread sender = chat(feed(0), sent);
		StreamClient client = open();
		feed(1).send("0 xxx 0");
		Standstill.await(sent::get);
		Drain drain = this.application.drainer().drain(DrainRequests.everything(Duration.ofSeconds(4)));
		assertThat(client.body()).succeedsWithin(PATIENCE).satisfies(this::assertThatEventsAreWhole);
		assertThat(drain.report()).isNotDone();
		DrainReport report = drain.report().toCompletableFuture().join();
		assertThat(report.count(Outcome.TERMINATED)).isOne();
		assertThat(report.count(Outcome.CLOSED_UNCONFIRMED)).isOne();
		assertThat(report.stragglers()).singleElement().satisfies((straggler) -> {
			assertThat(straggler.endpoint()).isEqualTo(path());
			assertThat(straggler.kind()).hasToString("stream");
		});
		sender.join(PATIENCE.toMillis());
		assertThat(sender.isAlive()).isFalse();
		unreading.startReading();
		assertThat(unreading.body()).failsWithin(PATIENCE);
		assertThat(feed(0).ended()).succeedsWithin(PATIENCE);
	}

	@Test
	@Thorough
	void clientThatLeavesByItselfIsGone() throws Exception {
		start();
		StreamClient client = open();
		Feed feed = feed(0);
		feed.send("0 xxx 0");
		await().atMost(PATIENCE).until(() -> client.received().contains("0 xxx 0"));
		assertThat(connections()).isOne();
		client.vanish();
		await().atMost(PATIENCE).until(() -> fails(feed));
		DrainReport report = this.application.drainAtOnce();
		assertThat(report.count(Outcome.PEER_GONE)).isEqualTo(report.total());
	}

	/**
	 * Each is refused, or ended; none is forgotten.
	 */
	@Test
	@Thorough
	void streamsThatBeginWithTheDrainAllEnd() {
		start();
		List<StreamClient> crowd = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			crowd.add(open((i % 2 == 0) ? mediaType() : "*/*"));
			if (i == 20) {
				this.application.drainer().drain(DrainRequests.everything());
			}
		}
		await().atMost(PATIENCE).until(() -> {
			sendToAll();
			return crowd.stream().allMatch((client) -> client.body().isDone());
		});
		for (StreamClient client : crowd) {
			assertThat(client.body()).succeedsWithin(PATIENCE).satisfies(this::assertThatEventsAreWhole);
		}
		await().atMost(PATIENCE).until(() -> connections() == 0);
		assertThat(this.application.awaitReport().count(Outcome.TERMINATED)).isZero();
	}

	@Test
	@Thorough
	void excludedPathIsLeftAlone() throws Exception {
		start("ws-shutdown.exclude-paths=" + path(), "server.shutdown=immediate");
		assertUntouched();
	}

	@Test
	@Thorough
	void streamsCanBeSwitchedOff() throws Exception {
		start("ws-shutdown.streams.enabled=false", "server.shutdown=immediate");
		assertUntouched();
	}

	/**
	 * Ends both streams before the server stops: a plain Tomcat whose threads are gone
	 * and Spring lock each other out for good if the last write of one just fails then.
	 */
	private void assertUntouched() throws Exception {
		StreamClient client = open();
		feed(0).send("0 xxx 0");
		await().atMost(PATIENCE).until(() -> client.received().contains("0 xxx 0"));
		assertThat(this.application.drainAtOnce().total()).isZero();
		feed(0).send("1 xxx 1");
		await().atMost(PATIENCE).until(() -> client.received().contains("1 xxx 1"));
		StreamClient late = open();
		feed(1);
		assertThat(client.body()).isNotDone();
		client.vanish();
		await().atMost(PATIENCE).until(() -> fails(feed(0)));
		late.vanish();
		await().atMost(PATIENCE).until(() -> fails(feed(1)));
	}

	protected final StreamClient open() {
		return open(mediaType());
	}

	private StreamClient open(String accept) {
		StreamClient client = StreamClient.open(this.application.port(), path(), accept);
		this.clients.add(client);
		return client;
	}

	protected final Feeds feeds() {
		return this.application.context().getBean(Feeds.class);
	}

	/**
	 * Waits until a stream is open and known.
	 */
	protected final Feed feed(int number) {
		return feeds().await(number);
	}

	private int connections() {
		return this.application.context().getBean(ConnectionRegistry.class).connections().size();
	}

	/**
	 * Sends small events and large ones, as fast as they are taken.
	 */
	private static Thread chat(Feed feed, AtomicInteger sent) {
		Thread thread = new Thread(() -> {
			try {
				for (int i = 0; true; i++) {
					feed.send(i + " " + "x".repeat((i % 10 == 9) ? 40_000 : i % 100) + " " + i);
					sent.incrementAndGet();
				}
			}
			catch (Exception ex) {
				// The stream has ended
			}
		}, "chat");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private static boolean fails(Feed feed) {
		try {
			feed.send("again");
			return false;
		}
		catch (Exception ex) {
			return true;
		}
	}

	private void sendToAll() {
		for (int i = 0; i < feeds().size(); i++) {
			fails(feed(i));
		}
	}

	private String lastWords(String events) {
		return mediaType().equals(EVENT_STREAM) ? events : "";
	}

	private void assertThatEventsAreWhole(String text) {
		String end = mediaType().equals(EVENT_STREAM) ? "\n\n" : "\n";
		assertThat(text.isEmpty() || text.endsWith(end)).as("ends between two events").isTrue();
	}

}
