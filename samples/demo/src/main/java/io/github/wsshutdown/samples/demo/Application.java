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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.github.wsshutdown.samples.demo.seen.Exit;

/**
 * A Spring Boot application in a process of its own, which does not outlive the demo.
 */
final class Application implements AutoCloseable {

	private final Process process;

	private final CompletableFuture<Exit> exit;

	private final Thread guard;

	private final ApplicationLog log;

	private volatile boolean forced;

	private Application(Process process, Path log) {
		this.process = process;
		this.exit = process.onExit().thenApply((ended) -> new Exit(ended.exitValue(), System.nanoTime(), this.forced));
		this.guard = new Thread(process::destroyForcibly, "demo-guard");
		this.log = new ApplicationLog(process.inputReader(), log);
		Runtime.getRuntime().addShutdownHook(this.guard);
		this.log.begin();
	}

	static Application start(Path jar, List<String> arguments, Path log) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		List<String> command = Stream.concat(Stream.of(java, "-jar", jar.toString()), arguments.stream()).toList();
		try {
			Files.createDirectories(log.toAbsolutePath().getParent());
			return new Application(new ProcessBuilder(command).redirectErrorStream(true).start(), log);
		}
		catch (IOException ex) {
			throw new DemoException(jar + " cannot be started: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Where it listens, as soon as it does.
	 */
	InetSocketAddress awaitAddress(Duration time) throws InterruptedException {
		try {
			CompletableFuture.anyOf(this.log.port(), this.exit).get(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new DemoException("The application does not start.\n" + this.log.lastWords(), ex);
		}
		requireAlive();
		return new InetSocketAddress("127.0.0.1", this.log.port().join());
	}

	/**
	 * Fail with what the application said last, if it has ended.
	 */
	void requireAlive() throws InterruptedException {
		if (!this.process.isAlive()) {
			throw new DemoException("The application ended by itself, with status " + this.process.exitValue() + ".\n"
					+ this.log.lastWords());
		}
	}

	/**
	 * Send SIGTERM.
	 */
	void terminate() {
		// Process.destroy() would close the pipe that its log comes through as well.
		this.process.toHandle().destroy();
	}

	/**
	 * Send SIGKILL.
	 */
	void kill() {
		this.forced = true;
		this.process.destroyForcibly();
	}

	/**
	 * Completes when the process has ended.
	 */
	CompletableFuture<Exit> exit() {
		return this.exit;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.log.awaitEnd();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		try {
			Runtime.getRuntime().removeShutdownHook(this.guard);
		}
		catch (IllegalStateException ex) {
			// The demo is being ended, so the guard is at work already.
		}
	}

}
