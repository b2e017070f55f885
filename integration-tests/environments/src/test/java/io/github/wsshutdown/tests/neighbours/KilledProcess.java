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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;
import org.springframework.boot.json.JsonParserFactory;

import io.github.wsshutdown.journal.DrainJournal;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.Knock;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.process.ApplicationProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that drains its clients, is killed, and has left a journal.
 */
final class KilledProcess implements AutoCloseable {

	private final Path journal;

	private final ApplicationProcess process;

	private final List<WireClient> clients = new ArrayList<>();

	private KilledProcess(Path journal, ApplicationProcess process) {
		this.journal = journal;
		this.process = process;
	}

	/**
	 * Starts an application, and clients of which some never answer a close.
	 */
	static KilledProcess start(Path journal, int clients, int silent, String... properties) throws Exception {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of("ws-shutdown.journal=" + journal, "server.port=0", "server.address=127.0.0.1",
				"spring.main.banner-mode=off", "logging.pattern.console=%level %msg%n"));
		KilledProcess killed = new KilledProcess(journal,
				ApplicationProcess.start(List.of(LightApplication.class), all.toArray(String[]::new)));
		int port = killed.process.awaitPort();
		IntStream.range(0, clients)
			.mapToObj((i) -> Knock.at(port, Endpoints.COMMANDS))
			.map((knock) -> (killed.clients.size() < silent) ? knock.withoutAnswering() : knock)
			.forEach((knock) -> killed.clients.add(knock.connect()));
		for (WireClient client : killed.clients) {
			client.say("echo hello");
			assertThat(client.hear()).isEqualTo("hello");
		}
		return killed;
	}

	void terminate() {
		this.process.terminate();
	}

	/**
	 * Waits until the journal tells that somebody was asked to leave.
	 */
	void awaitProgress() {
		await().atMost(RunningApplication.PATIENCE)
			.until(() -> lines().stream().anyMatch((line) -> number(line, "asked") > 0));
	}

	/**
	 * Kills the process.
	 * @return when
	 */
	Instant kill() {
		this.process.kill();
		return Instant.now();
	}

	int awaitExit() throws InterruptedException {
		return this.process.awaitExit();
	}

	/**
	 * Returns how many clients know that they were asked.
	 */
	long asked() {
		return this.clients.stream()
			.filter((client) -> client.closed().isDone() && !client.closed().isCompletedExceptionally())
			.count();
	}

	/**
	 * Returns the lines of the journal, all of which but the last have to be whole.
	 */
	List<Map<String, Object>> lines() throws IOException {
		if (!Files.exists(this.journal)) {
			return List.of();
		}
		String content = Files.readString(this.journal, StandardCharsets.UTF_8);
		return content.substring(0, content.lastIndexOf('\n') + 1)
			.lines()
			.map((line) -> JsonParserFactory.getJsonParser().parseMap(line))
			.toList();
	}

	boolean isTorn() throws IOException {
		String content = Files.readString(this.journal, StandardCharsets.UTF_8);
		return !content.isEmpty() && !content.endsWith("\n");
	}

	static long number(Map<String, Object> line, String name) {
		return (line.get(name) instanceof Number number) ? number.longValue() : 0;
	}

	/**
	 * Does as the next start does.
	 * @return what that logs
	 */
	List<ILoggingEvent> nextStart() throws IOException {
		List<ILoggingEvent> logged = new ArrayList<>();
		Logger logger = (Logger) LoggerFactory.getLogger(DrainJournal.class);
		AppenderBase<ILoggingEvent> log = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				logged.add(event);
			}

		};
		log.start();
		logger.addAppender(log);
		try (DrainJournal next = DrainJournal.open(this.journal)) {
			assertThat(next).isNotNull();
		}
		finally {
			logger.detachAppender(log);
		}
		return logged;
	}

	@Override
	public void close() {
		this.process.close();
		this.clients.forEach(WireClient::vanish);
	}

	static void pause(Duration duration) throws InterruptedException {
		Thread.sleep(duration.toMillis());
	}

}
