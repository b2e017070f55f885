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

package io.github.wsshutdown.tests.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsshutdown.tests.application.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A JVM, of the same JDK as this one, that runs the application.
 */
public final class ApplicationProcess implements AutoCloseable {

	private final Process process;

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final Thread reader;

	private ApplicationProcess(Process process) {
		this.process = process;
		this.reader = new Thread(this::read, "application-output");
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Starts a process; does not wait for the application in it.
	 * @param sources what the application is made of
	 * @param properties its properties, as {@code key=value}
	 * @return the running process
	 */
	public static ApplicationProcess start(List<Class<?>> sources, String... properties) {
		List<String> arguments = new ArrayList<>();
		arguments
			.add("-D" + Main.SOURCES + "=" + sources.stream().map(Class::getName).collect(Collectors.joining(",")));
		arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
		Stream.of(properties).map((property) -> "--" + property).forEach(arguments::add);
		return java(arguments);
	}

	/**
	 * Starts a process of the same Java.
	 * @param arguments what to run, and how
	 * @return the running process
	 */
	public static ApplicationProcess java(List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
		command.addAll(arguments);
		try {
			return new ApplicationProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			reader.lines().forEach(this.output::add);
		}
		catch (IOException | UncheckedIOException ex) {
			this.output.add("Output cannot be read: " + ex);
		}
	}

	/**
	 * Waits until the application listens.
	 * @return the port
	 */
	public int awaitPort() {
		return Integer.parseInt(awaitLine(Main.LISTENING + "(\\d+)").group(1));
	}

	/**
	 * Waits for a line of output that matches as a whole.
	 * @param regex the regular expression
	 * @return the match of the first such line
	 */
	public Matcher awaitLine(String regex) {
		await().atMost(RunningApplication.PATIENCE)
			.untilAsserted(() -> assertThat(this.output).anyMatch((line) -> line.matches(regex)));
		Matcher matcher = Pattern.compile(regex).matcher(lines(regex).get(0));
		assertThat(matcher.matches()).isTrue();
		return matcher;
	}

	/**
	 * Returns the lines of output so far that match as a whole.
	 * @param regex the regular expression
	 * @return the lines
	 */
	public List<String> lines(String regex) {
		return this.output.stream().filter((line) -> line.matches(regex)).toList();
	}

	/**
	 * Sends SIGTERM. By way of the handle, because the process itself would close its
	 * output with it.
	 */
	public void terminate() {
		this.process.toHandle().destroy();
	}

	/**
	 * Sends SIGKILL.
	 */
	public void kill() {
		this.process.toHandle().destroyForcibly();
	}

	/**
	 * Waits until the process has ended and all of its output is there.
	 * @return the exit status
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	public int awaitExit() throws InterruptedException {
		if (!this.process.waitFor(RunningApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			throw new AssertionError("Still running:\n" + String.join("\n", this.output));
		}
		this.reader.join(RunningApplication.PATIENCE.toMillis());
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
