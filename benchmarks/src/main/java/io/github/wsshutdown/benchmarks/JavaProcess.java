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

package io.github.wsshutdown.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another JVM of the same kind and class path, talked to line by line through its
 * standard streams. It ends with this object, or when its own input ends.
 */
public final class JavaProcess implements AutoCloseable {

	private static final String REPLY = "> ";

	private final Process process;

	private final BufferedReader replies;

	private final Writer commands;

	private JavaProcess(Process process) {
		this.process = process;
		this.replies = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		this.commands = process.outputWriter(StandardCharsets.UTF_8);
	}

	/**
	 * Starts a JVM.
	 * @param main the class to run
	 * @param args its arguments
	 * @return the process
	 */
	public static JavaProcess start(Class<?> main, List<String> args) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
		command.addAll(args);
		try {
			return new JavaProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends a command and does not wait for the reply.
	 * @param command the command
	 */
	public void tell(String command) {
		try {
			this.commands.write(command + "\n");
			this.commands.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits for the next reply.
	 * @return the reply
	 */
	public String reply() {
		try {
			for (String line = this.replies.readLine(); line != null; line = this.replies.readLine()) {
				if (line.startsWith(REPLY)) {
					return line.substring(REPLY.length());
				}
			}
			throw new IllegalStateException("The other JVM has ended without a reply");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Replies to the JVM that started this one.
	 * @param reply the reply
	 */
	public static void answer(Object reply) {
		System.out.println(REPLY + reply);
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
