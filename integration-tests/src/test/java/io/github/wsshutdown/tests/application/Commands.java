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

package io.github.wsshutdown.tests.application;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.springframework.context.ConfigurableApplicationContext;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.drain.Scope;

/**
 * What a client can have the application do by a message:
 * <ul>
 * <li>{@code echo <text>}
 * <li>{@code hold <name>}: says {@code begun}, works until released, says {@code done}
 * <li>{@code hold-and-close <name> <code>}: works until released, then closes
 * <li>{@code hand-over <name>}: as {@code hold}, on a thread of its own
 * <li>{@code flood <bytes>}: sends a message of that size, on a thread of its own
 * <li>{@code chatter}: sends one message after the other, on a thread of its own
 * <li>{@code close <code>}
 * <li>{@code fail}: throws
 * <li>{@code drain}: starts a drain of everything
 * <li>{@code shutdown}: closes the application context
 * <li>{@code ignore <text>}
 * </ul>
 */
public final class Commands {

	private final Holds holds;

	private final ConfigurableApplicationContext context;

	private final Queue<Supplier<Thread.State>> floods = new ConcurrentLinkedQueue<>();

	Commands(Holds holds, ConfigurableApplicationContext context) {
		this.holds = holds;
		this.context = context;
	}

	/**
	 * Runs a command on the calling thread.
	 * @param line the command
	 * @param peer who sent it
	 * @throws IOException if the peer cannot be written to
	 */
	public void run(String line, Peer peer) throws IOException {
		String[] words = line.split(" ", 2);
		String argument = (words.length == 2) ? words[1] : "";
		switch (words[0]) {
			case "echo" -> peer.send(argument);
			case "hold" -> hold(argument, peer);
			case "hold-and-close" -> holdAndClose(argument, peer);
			case "hand-over" -> handOver(argument, peer);
			case "flood" -> flood(Integer.parseInt(argument), peer);
			case "chatter" -> chatter(peer);
			case "close" -> peer.close(Integer.parseInt(argument));
			case "fail" -> throw new DeliberateException();
			case "drain" -> this.context.getBean(Drainer.class)
				.drain(new DrainRequest(Scope.everything(), Cause.request("a handler"), Duration.ofSeconds(20)));
			case "shutdown" -> this.context.close();
			case "ignore" -> {
			}
			default -> throw new IllegalArgumentException("Unknown command: " + words[0]);
		}
	}

	private void hold(String name, Peer peer) throws IOException {
		peer.send("begun");
		this.holds.hold(name);
		peer.send("done");
	}

	private void holdAndClose(String argument, Peer peer) throws IOException {
		String[] nameAndCode = argument.split(" ");
		peer.send("begun");
		this.holds.hold(nameAndCode[0]);
		peer.close(Integer.parseInt(nameAndCode[1]));
	}

	private void handOver(String name, Peer peer) {
		Runnable end = peer.beginWork();
		start("hand-over", () -> {
			try {
				hold(name, peer);
			}
			finally {
				end.run();
			}
		});
	}

	private void flood(int bytes, Peer peer) {
		Thread sender = start("flood", () -> peer.send("~".repeat(bytes)));
		this.floods.add(() -> peer.stateOf(sender));
	}

	/**
	 * Works on the calling thread until released.
	 * @param name what the work is called
	 */
	public void awaitRelease(String name) {
		this.holds.hold(name);
	}

	private void chatter(Peer peer) {
		start("chatter", () -> {
			while (true) {
				sendIfThereIsRoom(peer, "chatter");
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
			}
		});
	}

	/**
	 * A SockJS session keeps so many messages and no more for a client that is slow to
	 * come again.
	 */
	private static void sendIfThereIsRoom(Peer peer, String text) throws IOException {
		try {
			peer.send(text);
		}
		catch (IllegalStateException ex) {
			if (!"Queue full".equals(ex.getMessage())) {
				throw ex;
			}
		}
	}

	/**
	 * Tells how many floods are waiting for a peer that does not read.
	 * @return the number
	 */
	public long stuckFloods() {
		return this.floods.stream()
			.map(Supplier::get)
			.filter((state) -> state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
			.count();
	}

	private static Thread start(String name, Sending task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException | RuntimeException ex) {
				// The peer is gone, and that is what the test looks at.
			}
		}, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	@FunctionalInterface
	private interface Sending {

		void run() throws IOException;

	}

}
