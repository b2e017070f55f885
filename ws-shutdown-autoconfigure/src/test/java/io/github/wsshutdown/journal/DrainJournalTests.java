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

package io.github.wsshutdown.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.RecordingConnection;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.drain.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DrainJournal}.
 */
class DrainJournalTests {

	private static final Kind KIND = new Kind("websocket");

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@TempDir
	Path directory;

	private final FakeTimer timer = new FakeTimer();

	private final ConnectionRegistry registry = new ConnectionRegistry(this.timer);

	private final Logger logger = (Logger) LoggerFactory.getLogger(DrainJournal.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final List<RecordingConnection> connections = new ArrayList<>();

	private Path path;

	private DrainJournal journal;

	private ConnectionDrainer drainer;

	@BeforeEach
	void start() throws IOException {
		this.path = this.directory.resolve("logs").resolve("journal.jsonl");
		this.journal = DrainJournal.open(this.path);
		this.drainer = new ConnectionDrainer(this.registry, this.timer, new TestSettings().build(),
				DrainOrder.idleFirst(), List.of(this.journal));
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void close() {
		this.logger.detachAppender(this.log);
		this.drainer.close();
		this.journal.close();
	}

	@Test
	void drainIsWrittenAsItGoesOn() {
		open(2);
		drain(Scope.everything());
		awaitEvents("started");
		this.timer.advance(Duration.ofMillis(100));
		awaitEvents("started", "progress");
		JournalLine started = lines().get(0);
		assertThat(started.number("pid")).isEqualTo(ProcessHandle.current().pid());
		assertThat(started.text("scope")).isEqualTo("everything");
		assertThat(started.text("cause")).isEqualTo("maintenance");
		assertThat(started.number("total")).isEqualTo(2);
		assertThat(started.number("timeoutMillis")).isEqualTo(20_000);
		JournalLine progress = lines().get(1);
		assertThat(progress.text("state")).isEqualTo("DRAINING");
		assertThat(progress.number("asked")).isEqualTo(2);
		assertThat(progress.number("remaining")).isEqualTo(2);
		this.connections.get(0).end(Outcome.PEER_ANSWERED);
		this.timer.advance(Duration.ofMillis(100));
		awaitEvents("started", "progress", "progress");
		assertThat(lines().get(2).number("answered")).isOne();
		this.timer.advance(TIMEOUT);
		awaitEvent("finished");
		assertThat(events()).endsWith("straggler", "finished");
		JournalLine straggler = lines().get(lines().size() - 2);
		assertThat(straggler.text("kind")).isEqualTo("websocket");
		assertThat(straggler.text("id")).isEqualTo("1");
		assertThat(straggler.text("endpoint")).isEqualTo("/chat");
		assertThat(lines().get(lines().size() - 1).number("terminated")).isOne();
		assertThat(lines()).allSatisfy((line) -> assertThat(line.number("drain")).isOne());
	}

	@Test
	void nothingIsWrittenWhileNothingHappens() {
		assertThat(this.path).isEmptyFile();
		open(1);
		drain(Scope.everything());
		this.timer.advance(Duration.ofMillis(100));
		awaitEvents("started", "progress");
		this.timer.advance(Duration.ofSeconds(15));
		this.drainer.undrain();
		awaitEvents("started", "progress", "undone");
	}

	@Test
	void onlySomeStragglersAreNamed() {
		open(150);
		drain(Scope.everything());
		this.timer.advance(TIMEOUT);
		awaitEvent("finished");
		assertThat(events()).filteredOn("straggler"::equals).hasSize(100);
	}

	@Test
	void nextStartTellsOfADrainThatHasFinished() throws IOException {
		open(1);
		drain(Scope.everything());
		this.timer.advance(TIMEOUT);
		awaitEvent("finished");
		this.journal.close();
		assertThat(nextStart(this.path)).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.INFO);
			assertThat(event.getFormattedMessage())
				.startsWith("The last drain before this start, by process " + ProcessHandle.current().pid()
						+ ", finished. It began at 2")
				.contains("because maintenance", "1 of 1 connections asked after 20.0 s", "1 terminated",
						"; cut at the deadline: websocket 0 at /chat. The journal is now in " + this.path + ".1");
		});
		assertThat(this.path).isEmptyFile();
		assertThat(nextStart(this.path)).isEmpty();
		assertThat(Path.of(this.path + ".1")).isNotEmptyFile();
	}

	@Test
	void nextStartWarnsOfADrainThatHasNotFinished() throws IOException {
		open(2);
		drain(Scope.everything());
		this.timer.advance(Duration.ofMillis(100));
		awaitEvents("started", "progress");
		this.journal.close();
		assertThat(nextStart(this.path)).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.WARN);
			assertThat(event.getFormattedMessage()).contains("DID NOT FINISH",
					"2 of 2 connections asked after 0.1 s, 0 answered", "2 remaining");
		});
	}

	@Test
	void nextStartNamesAFewStragglers() throws IOException {
		open(7);
		drain(Scope.everything());
		this.timer.advance(TIMEOUT);
		awaitEvent("finished");
		this.journal.close();
		assertThat(nextStart(this.path)).singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("at /chat; and 2 more. The"));
	}

	@Test
	void nextStartTellsOfADrainThatWasUndone() throws IOException {
		open(1);
		drain(Scope.everything());
		this.drainer.undrain();
		awaitEvents("started", "undone");
		this.timer.advance(Duration.ofMillis(100));
		awaitEvents("started", "undone", "progress");
		this.journal.close();
		assertThat(nextStart(this.path)).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.INFO);
			assertThat(event.getFormattedMessage()).contains("was undone");
		});
	}

	@Test
	void nextStartTellsOfTheLastOfSeveralDrains() throws IOException {
		open(1);
		drain(Scope.endpoint("/none"));
		awaitEvents("started", "finished");
		drain(Scope.kind(KIND));
		awaitEvents("started", "finished", "started");
		this.drainer.drain(new DrainRequest(Scope.everything(), Cause.shutdown("SIGTERM"), TIMEOUT));
		awaitEvents("started", "finished", "started", "started");
		this.journal.close();
		assertThat(nextStart(this.path)).singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("DID NOT FINISH",
					"because maintenance, then SIGTERM"));
	}

	@Test
	void drainThatWasOvertakenFinishesWithTheOther() {
		open(1);
		drain(Scope.kind(KIND));
		this.drainer.drain(new DrainRequest(Scope.everything(), Cause.shutdown("SIGTERM"), TIMEOUT));
		this.timer.advance(TIMEOUT);
		await().atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(events()).filteredOn("finished"::equals).hasSize(2));
	}

	@Test
	void journalIsReadableWhereverItEnds() throws IOException {
		open(3);
		drain(Scope.everything());
		this.timer.advance(Duration.ofMillis(100));
		awaitEvents("started", "progress");
		this.timer.advance(TIMEOUT);
		awaitEvent("finished");
		this.journal.close();
		byte[] whole = Files.readAllBytes(this.path);
		int firstLine = new String(whole, StandardCharsets.UTF_8).indexOf('\n');
		Path killed = this.directory.resolve("killed");
		for (int length = 0; length < whole.length; length++) {
			Files.write(killed, Arrays.copyOf(whole, length));
			PreviousJournal journal = PreviousJournal.read(killed, DrainJournal.LONGEST);
			assertThat(journal.torn()).isEqualTo(length > 0 && whole[length - 1] != '\n');
			assertThat(journal.isEmpty()).isEqualTo(length <= firstLine);
			if (!journal.isEmpty()) {
				LastDrain drain = LastDrain.of(journal);
				assertThat(drain.isFinished()).isFalse();
				assertThat(drain.description()).contains("DID NOT FINISH")
					.matches((text) -> text.endsWith("; the last line is not whole") == journal.torn());
			}
		}
		assertThat(LastDrain.of(PreviousJournal.read(this.path, DrainJournal.LONGEST)).isFinished()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "precious\n", "precious", "\n", "\0precious",
			"{\"time\":\"2026-11-22T00:00:00Z\",\"level\":\"INFO\"}\n",
			"{\"time\":\"2026-11-22T00:00:00Z\",\"level\":\"INFO\",\"http\":{\"status\":200}}\n",
			"{\"time\":\"2026-11-22T00:00:00Z\",\"level\":\"INFO\",\"message\":\"not who",
			"{\"time\":\"2026-11-22T00:00:00Z\",\"event\":\"login\",\"user\":\"ann\"}\n" })
	void foreignFilesAreLeftAlone(String content) throws IOException {
		Path foreign = Files.writeString(this.directory.resolve("application.log"), content);
		assertThatIOException().isThrownBy(() -> DrainJournal.open(foreign))
			.withMessage("it is there and is no journal");
		assertThat(Files.readString(foreign)).isEqualTo(content);
		assertThat(Path.of(foreign + ".1")).doesNotExist();
	}

	@Test
	void directoriesAreLeftAlone() {
		assertThatIOException().isThrownBy(() -> DrainJournal.open(this.directory))
			.withMessage("it is there and is no file");
	}

	/**
	 * As after a loss of power.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "\0\0\0", "\0\0\0{\"time\":\"20" })
	void damagedJournalIsPutAside(String content) throws IOException {
		Path damaged = Files.writeString(this.directory.resolve("damaged"), content);
		assertThat(nextStart(damaged)).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.WARN);
			assertThat(event.getFormattedMessage()).endsWith("is damaged. It is now in " + damaged + ".1");
		});
		assertThat(damaged).isEmptyFile();
		assertThat(Files.readString(Path.of(damaged + ".1"))).isEqualTo(content);
	}

	@Test
	void damagedJournalTellsWhatItStillKnows() throws IOException {
		Path damaged = Files.writeString(this.directory.resolve("damaged"),
				"\0\0\0ress\",\"drain\":1}\n{\"time\":\"1\",\"event\":\"progress\",\"drain\":1,\"total\":7}\n");
		assertThat(nextStart(damaged)).singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("DID NOT FINISH", "0 of 7"));
	}

	@Test
	void journalWhosePlaceIsTakenBeforeItsDrainIsPutAside() throws Exception {
		try (DrainJournal successor = DrainJournal.open(this.path)) {
			assertThat(successor).isNotNull();
			assertThat(this.drainer.drain(new DrainRequest(Scope.everything(), Cause.shutdown("SIGTERM"), TIMEOUT))
				.report()).succeedsWithin(Duration.ofSeconds(5));
			this.journal.close();
			assertThat(this.path).isEmptyFile();
			assertThat(Path.of(this.path + ".1")).content().contains("SIGTERM", "\"finished\"");
		}
	}

	@Test
	void whatIsToldOfAnOlderDrainHasItsNumber() {
		Drain first = this.drainer.drain(new DrainRequest(Scope.endpoint("/none"), Cause.request("first"), TIMEOUT));
		awaitEvents("started", "finished");
		drain(Scope.kind(KIND));
		awaitEvents("started", "finished", "started", "finished");
		this.journal.undrained(first, first.progress());
		awaitEvent("undone");
		assertThat(lines()).extracting((line) -> line.number("drain")).containsExactly(1L, 1L, 2L, 2L, 1L);
	}

	@Test
	void linesThatAreNoneDoNotMatter() throws IOException {
		Path damaged = Files.writeString(this.directory.resolve("damaged"),
				"{\"time\":\"1\",\"event\":\"started\",\"drain\":1,\"cause\":\"a\\u000ab\"}\n\0\0\0\n{\"time\":\n");
		assertThat(nextStart(damaged)).singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("DID NOT FINISH", "because a?b;"));
	}

	@Test
	void whatCannotBeWrittenIsToldOnceAndStopsNothing() throws IOException {
		DrainJournal tiny = DrainJournal.open(this.directory.resolve("tiny"), 1);
		Files.createDirectory(this.directory.resolve("tiny.tmp"));
		try (ConnectionDrainer other = new ConnectionDrainer(this.registry, this.timer, new TestSettings().build(),
				DrainOrder.idleFirst(), List.of(tiny))) {
			open(1);
			Drain drain = other.drain(new DrainRequest(Scope.everything(), Cause.request("maintenance"), TIMEOUT));
			this.timer.advance(Duration.ofMillis(100));
			this.timer.advance(TIMEOUT);
			assertThat(drain.report()).succeedsWithin(Duration.ofSeconds(5));
		}
		tiny.close();
		assertThat(this.log.list).filteredOn((event) -> event.getLevel() == Level.WARN)
			.singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage()).contains("cannot be written to",
					"The drain goes on"));
	}

	private void open(int number) {
		for (int i = 0; i < number; i++) {
			RecordingConnection connection = new RecordingConnection(this.timer::elapsed, this.registry.clock(), KIND,
					"/chat", String.valueOf(i))
				.neverAnswers();
			this.registry.tryAdmit(KIND, "/chat").orElseThrow().established(connection);
			this.connections.add(connection);
		}
	}

	private void drain(Scope scope) {
		this.drainer.drain(new DrainRequest(scope, Cause.request("maintenance"), TIMEOUT));
		this.timer.runDue();
	}

	private void awaitEvent(String event) {
		await().atMost(Duration.ofSeconds(5)).until(() -> events().contains(event));
	}

	private void awaitEvents(String... expected) {
		await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
			// What is due was perhaps scheduled by the listeners' thread only now
			this.timer.runDue();
			assertThat(events()).containsExactly(expected);
		});
	}

	private List<String> events() {
		return lines().stream().map((line) -> line.text("event")).toList();
	}

	private List<JournalLine> lines() {
		try {
			return Files.readAllLines(this.path).stream().map(JournalLine::parse).filter(Objects::nonNull).toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private List<ILoggingEvent> nextStart(Path journal) throws IOException {
		this.log.list.clear();
		try (DrainJournal next = DrainJournal.open(journal)) {
			assertThat(next).isNotNull();
		}
		return List.copyOf(this.log.list);
	}

}
