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

package io.github.wsshutdown.tests.browser;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;
import org.springframework.boot.json.JsonParserFactory;

import io.github.wsshutdown.tests.node.NodePackages;

/**
 * A Chromium without a window.
 */
final class Browser implements AutoCloseable {

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

	private final Process process;

	private final PrintWriter commands;

	private final Map<Integer, Page> pages = new ConcurrentHashMap<>();

	private Browser(Process process) {
		this.process = process;
		this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
		Thread reader = new Thread(this::read, "browser-output");
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Starts the browser. Where there is none, or no Node, the test is skipped, and the
	 * output says so.
	 */
	static Browser start() {
		Path executable = find();
		Path scripts = NodePackages.install();
		try {
			return new Browser(
					new ProcessBuilder("node", "browser.mjs", executable.toString()).directory(scripts.toFile())
						.redirectError(ProcessBuilder.Redirect.INHERIT)
						.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path find() {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((directory) -> NAMES.stream().map((name) -> Path.of(directory, name)))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow(() -> {
				String message = "EventSource is not tested: none of " + NAMES + " is installed.";
				System.out.println(message);
				return new TestAbortedException(message);
			});
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			reader.lines().map(JsonParserFactory.getJsonParser()::parseMap).forEach((sighting) -> {
				this.pages.get((Integer) sighting.get("page")).add(sighting);
			});
		}
		catch (IOException | UncheckedIOException ex) {
			// The process was ended.
		}
	}

	/**
	 * Opens a page that watches a stream of events.
	 * @param port the application's port
	 * @param path the path of the stream
	 * @return the page
	 */
	Page watch(int port, String path) {
		int id = this.pages.size();
		Page page = new Page();
		this.pages.put(id, page);
		this.commands.println(id + " " + port + " " + path);
		return page;
	}

	/**
	 * Closes all pages, some time soon.
	 */
	void closePages() {
		this.commands.println();
	}

	/**
	 * Ends the browser by the end of the script's input, and the script.
	 */
	@Override
	public void close() {
		this.commands.close();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.descendants().forEach(ProcessHandle::destroyForcibly);
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
