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

package io.github.wsshutdown.benchmarks.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Clients of one server, on the thread that calls.
 */
final class Crowd implements AutoCloseable {

	private static final int HANDSHAKES_AT_ONCE = 64;

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final List<Client> clients = new ArrayList<>();

	private final Selector selector;

	Crowd() {
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Connects, and returns when the last handshake is over.
	 * @param port the port of the server
	 * @param path where to connect to
	 * @param healthy how many answer a close
	 * @param stuck how many do not read, spread evenly among the others
	 */
	void connect(int port, String path, int healthy, int stuck) {
		SocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		int total = healthy + stuck;
		List<Client> shaking = new ArrayList<>();
		for (int i = 0; i < total; i++) {
			boolean stuckOne = (long) (i + 1) * stuck / total > (long) i * stuck / total;
			try {
				Client client = new Client(this.selector, server, path, stuckOne);
				this.clients.add(client);
				shaking.add(client);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			runUntil(() -> {
				shaking.removeIf(Client::isOpen);
				return shaking.size() < HANDSHAKES_AT_ONCE;
			});
		}
		runUntil(() -> shaking.stream().allMatch(Client::isOpen));
	}

	/**
	 * Lets everybody read and answer until the server has ended the connections of all
	 * who read.
	 */
	void awaitEnd() {
		List<Client> waiting = new ArrayList<>(healthy().toList());
		runUntil(() -> {
			waiting.removeIf(Client::hasEnded);
			return waiting.isEmpty();
		});
	}

	private void runUntil(BooleanSupplier condition) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		try {
			while (!condition.getAsBoolean()) {
				if (System.nanoTime() - deadline > 0) {
					throw new IllegalStateException("Waited in vain for " + PATIENCE);
				}
				this.selector.select((key) -> ((Client) key.attachment()).ready(), 100);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns how many of those who read got a close frame.
	 */
	long closeFrames() {
		return healthy().filter((client) -> client.closeFrameAt() != 0).count();
	}

	/**
	 * Returns when the last close frame came.
	 */
	long lastCloseFrameAt() {
		return healthy().mapToLong(Client::closeFrameAt).filter((at) -> at != 0).max().orElseThrow();
	}

	private Stream<Client> healthy() {
		return this.clients.stream().filter((client) -> !client.isStuck());
	}

	@Override
	public void close() {
		this.clients.forEach(Client::end);
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
