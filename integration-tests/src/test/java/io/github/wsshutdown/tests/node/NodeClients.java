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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.awaitility.core.ConditionTimeoutException;

import io.github.wsshutdown.tests.application.RunningApplication;

import static org.awaitility.Awaitility.await;

/**
 * A Node process with two clients of each name: an idle one, and one that asks for work
 * when it opens for the first time.
 */
final class NodeClients implements AutoCloseable {

	private final Process process;

	private final List<Sighting> sightings = new CopyOnWriteArrayList<>();

	private NodeClients(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "node-output");
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Starts the clients.
	 * @param scripts the folder of the scripts
	 * @param port the application's port
	 * @param names the clients' names
	 * @return the running process
	 */
	static NodeClients start(Path scripts, int port, List<String> names) {
		List<String> command = new ArrayList<>(List.of("node", "clients.mjs", Integer.toString(port)));
		command.addAll(names);
		try {
			return new NodeClients(new ProcessBuilder(command).directory(scripts.toFile())
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			reader.lines().map(Sighting::parse).forEach(this.sightings::add);
		}
		catch (IOException | UncheckedIOException ex) {
			// The process was ended.
		}
	}

	/**
	 * Waits until each of some clients has seen something. If one does not in time, that
	 * is for the test to find that looks at this client.
	 * @param names the clients' names
	 * @param manner which of the two
	 * @param event what they are to see
	 * @param times how often
	 */
	void awaitEach(List<String> names, String manner, Predicate<Sighting> event, int times) {
		Predicate<String> late = (name) -> of(name, manner).stream().filter(event).count() < times;
		try {
			await().atMost(RunningApplication.PATIENCE).until(() -> names.stream().noneMatch(late));
		}
		catch (ConditionTimeoutException ex) {
			for (String name : names.stream().filter(late).toList()) {
				System.out.println("Not seen in time: " + of(name, manner));
			}
		}
	}

	/**
	 * Returns what a client has seen so far.
	 * @param name the client's name
	 * @param manner which of the two
	 * @return what it has seen, in order
	 */
	List<Sighting> of(String name, String manner) {
		return this.sightings.stream()
			.filter((sighting) -> sighting.client().equals(name) && sighting.manner().equals(manner))
			.toList();
	}

	/**
	 * Returns how each connection of a client was closed. What a client sees of a try
	 * that failed is left out.
	 * @param name the client's name
	 * @param manner which of the two
	 * @return the first close after each opening
	 */
	List<Sighting> farewells(String name, String manner) {
		List<Sighting> farewells = new ArrayList<>();
		boolean open = false;
		for (Sighting sighting : of(name, manner)) {
			if (open && "closed".equals(sighting.event())) {
				farewells.add(sighting);
			}
			open = "opened".equals(sighting.event()) || (open && !"closed".equals(sighting.event()));
		}
		return farewells;
	}

	/**
	 * Ends the process.
	 */
	@Override
	public void close() {
		this.process.destroy();
	}

}
