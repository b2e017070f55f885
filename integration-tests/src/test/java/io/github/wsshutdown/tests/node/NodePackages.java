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

package io.github.wsshutdown.tests.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;

/**
 * The clients' scripts, with the packages they need beside them. Where Node or the
 * packages cannot be had, the tests are skipped, and the output says why.
 */
public final class NodePackages {

	private static final int OLDEST_NODE = 20;

	private static final Path SOURCES = Path.of("..", "src", "test", "node");

	private static final Path TARGET = Path.of("target", "node");

	private static boolean installed;

	private NodePackages() {
	}

	/**
	 * Installs what the lock file says, once.
	 * @return the folder of the scripts
	 */
	public static synchronized Path install() {
		try {
			if (!installed) {
				copySources();
				requireNode();
				installPackages();
				installed = true;
			}
			return TARGET;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static void copySources() throws IOException {
		Files.createDirectories(TARGET);
		try (Stream<Path> sources = Files.list(SOURCES)) {
			for (Path source : sources.filter(Files::isRegularFile).toList()) {
				Files.copy(source, TARGET.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	private static void requireNode() throws IOException, InterruptedException {
		String version = run(20, "node", "--version").output().strip();
		if (!version.matches("v\\d+\\..*")
				|| Integer.parseInt(version.substring(1, version.indexOf('.'))) < OLDEST_NODE) {
			throw skip("Node " + OLDEST_NODE + " or later is needed, this one says " + version);
		}
	}

	private static void installPackages() throws IOException, InterruptedException {
		Result result = run(60, "npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund",
				"--fetch-retries=1", "--fetch-timeout=15000");
		if (result.output().contains("EUSAGE")) {
			throw new AssertionError("package.json and package-lock.json do not agree:\n" + result.output());
		}
		if (!result.succeeded()) {
			throw skip("npm cannot install the packages:\n" + result.output());
		}
	}

	/**
	 * Runs a command to its end, or for so long, whatever the network does.
	 */
	private static Result run(int seconds, String... command) throws IOException, InterruptedException {
		Path output = Files.createTempFile(TARGET, "output", ".txt");
		try {
			Process process = new ProcessBuilder(command).directory(TARGET.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
			if (!ended) {
				process.descendants().forEach(ProcessHandle::destroyForcibly);
				process.destroyForcibly();
			}
			return new Result(ended && process.exitValue() == 0, Files.readString(output));
		}
		catch (IOException ex) {
			throw skip(ex.getMessage());
		}
		finally {
			Files.delete(output);
		}
	}

	private static TestAbortedException skip(String reason) {
		String message = "Clients from npm are not tested. " + reason;
		System.out.println(message);
		return new TestAbortedException(message);
	}

	private record Result(boolean succeeded, String output) {
	}

}
