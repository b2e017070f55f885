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

package io.github.wsshutdown.tests.client;

import java.io.IOException;
import java.net.Socket;

/**
 * What came of a handshake. Closing it ends the connection unless a client took it over.
 */
public final class Attempt implements AutoCloseable {

	private final Socket socket;

	private final ResponseHead response;

	private final Dialect dialect;

	private final boolean reading;

	private final boolean answering;

	private boolean open;

	Attempt(Socket socket, ResponseHead response, Dialect dialect, boolean reading, boolean answering) {
		this.socket = socket;
		this.response = response;
		this.dialect = dialect;
		this.reading = reading;
		this.answering = answering;
	}

	/**
	 * Returns what the server said.
	 * @return the head of the response
	 */
	public ResponseHead response() {
		return this.response;
	}

	/**
	 * Goes on as the client of the connection.
	 * @return the client
	 * @throws AssertionError if the server refused
	 */
	public WireClient open() {
		if (!this.response.isSwitching()) {
			close();
			throw new AssertionError("The handshake was refused: " + this.response);
		}
		try {
			this.socket.setSoTimeout(0);
			WireClient client = new WireClient(new Wire(this.socket), this.response, this.dialect, this.reading,
					this.answering);
			this.open = true;
			client.start();
			return client;
		}
		catch (IOException ex) {
			throw new NoResponseException(ex);
		}
	}

	/**
	 * Reads on until the server ends the connection.
	 * @return what comes after the head
	 */
	public byte[] body() {
		try {
			return this.socket.getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			throw new NoResponseException(ex);
		}
	}

	@Override
	public void close() {
		if (!this.open) {
			Sockets.close(this.socket);
		}
	}

}
