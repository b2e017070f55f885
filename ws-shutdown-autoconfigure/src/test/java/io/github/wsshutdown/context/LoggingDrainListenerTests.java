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

package io.github.wsshutdown.context;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.DrainState;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Progress;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.drain.Straggler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoggingDrainListener}.
 */
class LoggingDrainListenerTests {

	private static final Kind WEBSOCKET = new Kind("websocket");

	private static final StubDrain EVERYTHING = new StubDrain(Scope.everything(),
			List.of(Cause.shutdown("the JVM is shutting down (SIGTERM or exit)")));

	private static final StubDrain CHAT = new StubDrain(Scope.endpoint("/chat"),
			List.of(Cause.request("maintenance"), Cause.shutdown("SIGTERM")));

	private final LoggingDrainListener listener = new LoggingDrainListener();

	private final Logger logger = (Logger) LoggerFactory.getLogger(LoggingDrainListener.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.logger.setLevel(Level.DEBUG);
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
	}

	@Test
	void startIsOneLine() {
		this.listener.started(EVERYTHING, plan(1432, 3));
		assertLogged(Level.INFO, "Draining 1432 connections (3 busy): the JVM is shutting down (SIGTERM or exit). "
				+ "Asking them to leave over 1.4 s, cutting what is left after 27.0 s");
	}

	@Test
	void startNamesTheScopeAndEveryCause() {
		this.listener.started(CHAT, plan(1, 0));
		assertLogged(Level.INFO, "Draining 1 connection of endpoint /chat (0 busy): maintenance, then SIGTERM. "
				+ "Asking them to leave over 1.4 s, cutting what is left after 27.0 s");
	}

	@Test
	void startWithNothingOpenIsToldOnlyToDebuggers() {
		this.listener.started(EVERYTHING, plan(0, 0));
		assertThat(this.log.list).singleElement().extracting(ILoggingEvent::getLevel).isEqualTo(Level.DEBUG);
	}

	@Test
	void progressIsOneLine() {
		this.listener.progress(EVERYTHING, progress());
		assertLogged(Level.INFO, "Still draining after 5.0 s: 30 of 100 connections left (2 busy), 90 asked, "
				+ "4 newcomers refused, 22.0 s until the deadline");
	}

	@Test
	void undrainIsOneLine() {
		this.listener.undrained(EVERYTHING, progress());
		assertLogged(Level.INFO, "Drain undone after 5.0 s: 90 of 100 connections had been asked to leave");
	}

	@Test
	void undrainNamesTheScope() {
		this.listener.undrained(new StubDrain(Scope.kind(WEBSOCKET), List.of()), progress());
		assertLogged(Level.INFO,
				"Drain of kind websocket undone after 5.0 s: 90 of 100 connections had been asked to leave");
	}

	@Test
	void summaryIsOneLineThatTellsEveryOutcome() {
		this.listener.finished(EVERYTHING, report(15, 2, List.of()));
		assertLogged(Level.INFO, "Drained 15 connections in 3.5 s: 1 answered, 2 gone, 3 unconfirmed, 4 terminated, "
				+ "5 failed; 2 newcomers refused");
	}

	@Test
	void summaryNamesTheScope() {
		this.listener.finished(CHAT, report(1, 0, List.of()));
		assertThat(messages()).singleElement()
			.asString()
			.startsWith("Drained 1 connection of endpoint /chat in 3.5 s: ");
	}

	@Test
	void userIsNotNamed() {
		this.listener.started(new StubDrain(Scope.everything().ofUser("ann"), List.of(Cause.request("support"))),
				plan(1, 0));
		assertThat(messages()).singleElement()
			.asString()
			.startsWith("Draining 1 connection of everything of one user (0 busy): support.");
	}

	@Test
	void summaryOfNothingIsToldOnlyToDebuggers() {
		this.listener.finished(EVERYTHING, report(0, 0, List.of()));
		assertThat(this.log.list).singleElement().extracting(ILoggingEvent::getLevel).isEqualTo(Level.DEBUG);
	}

	@Test
	void summaryIsToldIfOnlyNewcomersWereConcerned() {
		this.listener.finished(EVERYTHING, report(0, 1, List.of()));
		assertThat(this.log.list).singleElement().extracting(ILoggingEvent::getLevel).isEqualTo(Level.INFO);
	}

	@Test
	void nobodyIsWarnedOfWithoutStragglers() {
		this.listener.finished(EVERYTHING, report(15, 2, List.of()));
		assertThat(this.log.list).noneMatch((event) -> event.getLevel().isGreaterOrEqual(Level.WARN));
	}

	@Test
	void stragglersAreNamedInOneWarningAfterTheSummary() {
		Straggler idle = new Straggler("a1", WEBSOCKET, "/chat", Duration.ofMillis(61_500), 0, List.of());
		Straggler busy = new Straggler("b2", WEBSOCKET, "/feed/{id}", Duration.ofSeconds(9), 2,
				List.of("com.example.Feed.handle(Feed.java:42)"));
		this.listener.finished(EVERYTHING, report(15, 2, List.of(idle, busy)));
		assertThat(this.log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.INFO, Level.WARN);
		assertThat(messages().get(1)).isEqualTo("Cut at the deadline: 2 connections"
				+ "; websocket a1 at /chat, open for 61.5 s, 0 in flight, no handler running"
				+ "; websocket b2 at /feed/{id}, open for 9.0 s, 2 in flight, "
				+ "handler in com.example.Feed.handle(Feed.java:42)");
	}

	@Test
	void stackTellsTheInnermostFrameAndTheApplicationsOwn() {
		Straggler straggler = new Straggler("a1", WEBSOCKET, "/chat", Duration.ofSeconds(9), 1,
				List.of("java.lang.Object.wait(Native Method)", "java.util.concurrent.Foo.get(Foo.java:1)",
						"com.example.A.a(A.java:1)", "org.springframework.B.b(B.java:2)", "com.example.C.c(C.java:3)",
						"com.example.D.d(D.java:4)", "com.example.E.e(E.java:5)"));
		this.listener.finished(EVERYTHING, report(1, 0, List.of(straggler)));
		assertThat(messages().get(1)).endsWith("handler in java.lang.Object.wait(Native Method)"
				+ " < com.example.A.a(A.java:1) < com.example.C.c(C.java:3) < com.example.D.d(D.java:4)");
	}

	@Test
	void noMoreThanTwentyStragglersAreNamed() {
		List<Straggler> many = IntStream.rangeClosed(1, 21).mapToObj((i) -> straggler("/chat", "id" + i)).toList();
		this.listener.finished(EVERYTHING, report(21, 0, many));
		assertThat(messages().get(1)).startsWith("Cut at the deadline: 21 connections; ")
			.contains("websocket id20 at")
			.doesNotContain("id21")
			.endsWith("; and 1 more");
	}

	@Test
	void twentyStragglersAreAllNamed() {
		List<Straggler> twenty = IntStream.rangeClosed(1, 20).mapToObj((i) -> straggler("/chat", "id" + i)).toList();
		this.listener.finished(EVERYTHING, report(20, 0, twenty));
		assertThat(messages().get(1)).contains("websocket id20 at").doesNotContain("more");
	}

	@Test
	void lineBreaksInTheEndpointOfAStragglerDoNotBreakTheLine() {
		this.listener.finished(EVERYTHING,
				report(1, 0, List.of(straggler("/chat\r\nINFO All is well", "id\n\u2028\u00851"))));
		assertThat(messages()).allSatisfy(LoggingDrainListenerTests::assertOneLine);
	}

	@Test
	void lineBreaksInTheScopeAndTheCausesDoNotBreakTheLine() {
		StubDrain drain = new StubDrain(Scope.endpoint("/chat\nINFO All is well"),
				List.of(Cause.request("by operator\r\nINFO All is well")));
		this.listener.started(drain, plan(1, 0));
		this.listener.undrained(drain, progress());
		this.listener.finished(drain, report(1, 0, List.of()));
		assertThat(messages()).hasSize(3).allSatisfy(LoggingDrainListenerTests::assertOneLine);
	}

	private static void assertOneLine(String message) {
		assertThat(message).doesNotContainPattern("\\R");
	}

	private void assertLogged(Level level, String message) {
		assertThat(messages()).containsExactly(message);
		assertThat(this.log.list.get(0).getLevel()).isEqualTo(level);
	}

	private List<String> messages() {
		return this.log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	private static DrainPlan plan(int total, int busy) {
		return new DrainPlan(total, busy, Duration.ZERO, Duration.ofMillis(1432), Duration.ofSeconds(20),
				Duration.ofSeconds(27));
	}

	private static Progress progress() {
		return new Progress(DrainState.DRAINING, 100, 90, 30, 2, Map.of(Outcome.PEER_ANSWERED, 70), 4,
				Duration.ofSeconds(5), Duration.ofSeconds(22));
	}

	private static DrainReport report(int total, long refused, List<Straggler> stragglers) {
		Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
		for (Outcome outcome : Outcome.values()) {
			outcomes.put(outcome, outcome.ordinal() + 1);
		}
		return new DrainReport(Scope.everything(), List.of(), false, total, total, outcomes, refused, stragglers,
				Duration.ofMillis(3499));
	}

	private static Straggler straggler(String endpoint, String id) {
		return new Straggler(id, WEBSOCKET, endpoint, Duration.ofSeconds(9), 0, List.of());
	}

	private record StubDrain(Scope scope, List<Cause> causes) implements Drain {

		@Override
		public Instant since() {
			return Instant.EPOCH;
		}

		@Override
		public DrainPlan plan() {
			return LoggingDrainListenerTests.plan(100, 4);
		}

		@Override
		public Progress progress() {
			return LoggingDrainListenerTests.progress();
		}

		@Override
		public CompletionStage<DrainReport> report() {
			return new CompletableFuture<>();
		}

		@Override
		public List<Connection> asked() {
			return List.of();
		}

		@Override
		public boolean cancel() {
			return false;
		}

	}

}
