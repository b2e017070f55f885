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

package io.github.wsshutdown.tests.kind;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps every byte of one HTTP response.
 */
final class EventStreamClient implements AutoCloseable {

	private final Socket socket;

	private final ByteArrayOutputStream received = new ByteArrayOutputStream();

	private final CompletableFuture<String> response = new CompletableFuture<>();

	private EventStreamClient(Socket socket) {
		this.socket = socket;
	}

	static EventStreamClient get(int port, String path) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
		socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
		EventStreamClient client = new EventStreamClient(socket);
		Thread reader = new Thread(client::read, "event-stream-client");
		reader.setDaemon(true);
		reader.start();
		return client;
	}

	private void read() {
		try {
			byte[] buffer = new byte[8192];
			for (int n = this.socket.getInputStream().read(buffer); n >= 0; n = this.socket.getInputStream()
				.read(buffer)) {
				synchronized (this.received) {
					this.received.write(buffer, 0, n);
				}
			}
			this.response.complete(received());
		}
		catch (IOException ex) {
			this.response.completeExceptionally(ex);
		}
	}

	/**
	 * Returns what has come so far, head included and chunks not decoded.
	 */
	String received() {
		synchronized (this.received) {
			return this.received.toString(StandardCharsets.ISO_8859_1);
		}
	}

	/**
	 * Returns all that came until the server ended the connection.
	 */
	CompletableFuture<String> response() {
		return this.response;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
