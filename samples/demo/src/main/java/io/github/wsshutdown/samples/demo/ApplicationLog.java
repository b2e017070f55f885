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

package io.github.wsshutdown.samples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what an application says to a file, and picks up its port on the way.
 */
final class ApplicationLog {

	private static final Pattern PORT = Pattern.compile("started on port (\\d+)");

	private static final int LAST_WORDS = 15;

	/** How long the rest of it may take to be read once the process has ended. */
	private static final Duration READING = Duration.ofSeconds(2);

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private final Deque<String> lastWords = new ArrayDeque<>();

	private final Path file;

	private final Thread reader;

	ApplicationLog(Reader output, Path file) {
		this.file = file;
		this.reader = new Thread(() -> read(output), "demo-log");
		this.reader.setDaemon(true);
	}

	void begin() {
		this.reader.start();
	}

	private void read(Reader output) {
		try (BufferedReader lines = new BufferedReader(output);
				PrintWriter copy = new PrintWriter(this.file.toFile())) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				copy.println(line);
				copy.flush();
				notice(line);
			}
		}
		catch (IOException ex) {
			this.port.completeExceptionally(ex);
		}
	}

	private void notice(String line) {
		Matcher matcher = PORT.matcher(line);
		if (matcher.find()) {
			this.port.complete(Integer.valueOf(matcher.group(1)));
		}
		synchronized (this.lastWords) {
			this.lastWords.add(line);
			if (this.lastWords.size() > LAST_WORDS) {
				this.lastWords.remove();
			}
		}
	}

	/**
	 * Completes when the application listens.
	 */
	CompletableFuture<Integer> port() {
		return this.port;
	}

	/**
	 * Wait until all is written that an application has said that has ended.
	 */
	void awaitEnd() throws InterruptedException {
		this.reader.join(READING.toMillis());
	}

	/**
	 * What an application that has ended said last.
	 */
	String lastWords() throws InterruptedException {
		awaitEnd();
		synchronized (this.lastWords) {
			return String.join(System.lineSeparator(), this.lastWords);
		}
	}

}
