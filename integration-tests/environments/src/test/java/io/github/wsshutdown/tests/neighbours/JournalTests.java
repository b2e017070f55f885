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

package io.github.wsshutdown.tests.neighbours;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a drain had come to is known though its process was killed, at whatever moment.
 */
class JournalTests {

	/**
	 * How many processes to kill by hand.
	 */
	private static final String KILLS = "journal.kills";

	private static final int CLIENTS = 30;

	private static final int SILENT = 3;

	@TempDir
	Path directory;

	private final Random random = new Random();

	@RepeatedTest(3)
	void whatHasHappenedIsKnownThoughTheProcessIsKilled() throws Exception {
		Path journal = this.directory.resolve("journal.jsonl");
		try (KilledProcess process = KilledProcess.start(journal, 5, 1,
				"spring.lifecycle.timeout-per-shutdown-phase=60s", "ws-shutdown.pace.rate=20")) {
			process.terminate();
			process.awaitProgress();
			KilledProcess.pause(Duration.ofMillis(this.random.nextInt(300)));
			process.kill();
			process.awaitExit();
			assertThat(process.lines()).extracting((line) -> line.get("event"))
				.startsWith("started", "progress")
				.doesNotContain("finished");
			assertThat(process.nextStart()).singleElement().satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.WARN);
				assertThat(event.getFormattedMessage()).contains("DID NOT FINISH", "SIGTERM", " of 5 connections asked",
						"The journal is now in " + journal + ".1");
			});
			assertThat(process.lines()).isEmpty();
			assertThat(journal.resolveSibling("journal.jsonl.1")).isNotEmptyFile();
			assertThat(process.nextStart()).isEmpty();
		}
	}

	/**
	 * Run by hand, such as with {@code -Djournal.kills=200}.
	 */
	@Test
	@EnabledIfSystemProperty(named = KILLS, matches = "\\d+")
	void journalIsReadableWheneverTheProcessIsKilled() throws Exception {
		List<Figures> all = new ArrayList<>();
		for (int kill = 0; kill < Integer.getInteger(KILLS); kill++) {
			Figures figures = killAtARandomMoment(this.directory.resolve("journal-" + kill + ".jsonl"));
			all.add(figures);
			System.out.println(kill + ": " + figures);
		}
		System.out.println(Figures.summary(all));
		assertThat(all).anyMatch((figures) -> figures.started() && !figures.finished());
	}

	private Figures killAtARandomMoment(Path journal) throws Exception {
		try (KilledProcess process = KilledProcess.start(journal, CLIENTS, SILENT,
				"spring.lifecycle.timeout-per-shutdown-phase=2s", "ws-shutdown.pace.rate=1",
				"ws-shutdown.pace.max-share=0.9")) {
			Duration delay = Duration.ofMillis(this.random.nextInt(1100));
			process.terminate();
			KilledProcess.pause(delay);
			Instant killed = process.kill();
			long asked = process.asked();
			int exit = process.awaitExit();
			List<Map<String, Object>> lines = process.lines();
			boolean torn = process.isTorn();
			check(lines);
			boolean started = !lines.isEmpty();
			boolean finished = lines.stream().anyMatch((line) -> "finished".equals(line.get("event")));
			long journaled = lines.stream().mapToLong((line) -> KilledProcess.number(line, "asked")).max().orElse(0);
			List<ILoggingEvent> told = process.nextStart();
			assertThat(told).hasSize(started ? 1 : 0);
			if (started) {
				assertThat(told.get(0).getLevel()).isEqualTo(finished ? Level.INFO : Level.WARN);
				assertThat(told.get(0).getFormattedMessage()).contains(finished ? "finished" : "DID NOT FINISH",
						journaled + " of " + CLIENTS);
				assertThat(Files.readAllLines(journal.resolveSibling(journal.getFileName() + ".1")))
					.hasSize(lines.size() + (torn ? 1 : 0));
			}
			Duration age = started
					? Duration.between(Instant.parse((String) lines.get(lines.size() - 1).get("time")), killed)
					: Duration.ZERO;
			return new Figures(delay, exit, started, finished, torn, lines.size(), asked, journaled, age);
		}
	}

	/**
	 * Each line says no less than the one before.
	 */
	private static void check(List<Map<String, Object>> lines) {
		List<Map<String, Object>> counts = lines.stream()
			.filter((line) -> !"straggler".equals(line.get("event")))
			.toList();
		for (Map<String, Object> line : counts) {
			assertThat(KilledProcess.number(line, "total")).isEqualTo(CLIENTS);
		}
		for (String name : List.of("asked", "answered", "terminated", "elapsedMillis")) {
			assertThat(counts.stream().map((line) -> KilledProcess.number(line, name))).isSorted();
		}
		assertThat(lines.size() - counts.size()).isLessThanOrEqualTo(CLIENTS);
		assertThat(IntStream.range(0, lines.size()).filter((i) -> "started".equals(lines.get(i).get("event"))))
			.allMatch((i) -> i == 0);
	}

	private record Figures(Duration delay, int exit, boolean started, boolean finished, boolean torn, int lines,
			long asked, long journaled, Duration age) {

		static String summary(List<Figures> all) {
			List<Figures> during = all.stream().filter((figures) -> figures.started() && !figures.finished()).toList();
			long[] ages = during.stream().mapToLong((figures) -> figures.age().toMillis()).sorted().toArray();
			return all.size() + " killed: " + all.stream().filter((figures) -> !figures.started()).count()
					+ " before the drain, " + during.size() + " during it, "
					+ all.stream().filter(Figures::finished).count() + " after it; "
					+ all.stream().filter(Figures::torn).count() + " torn; age of the last line in ms: median "
					+ ((ages.length > 0) ? ages[ages.length / 2] : 0) + ", 95 % "
					+ ((ages.length > 0) ? ages[ages.length * 95 / 100] : 0) + ", longest "
					+ ((ages.length > 0) ? ages[ages.length - 1] : 0) + "; more clients told than journaled: "
					+ during.stream()
						.mapToLong((figures) -> Math.max(0, figures.asked() - figures.journaled()))
						.max()
						.orElse(0)
					+ " at most";
		}

	}

}
