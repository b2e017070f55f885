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

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * The frames that go over one connection.
 */
final class Wire {

	private final Socket socket;

	private final DataInputStream in;

	private final DataOutputStream out;

	private boolean closeSent;

	private volatile boolean cut;

	Wire(Socket socket) throws IOException {
		this.socket = socket;
		this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
		this.out = new DataOutputStream(socket.getOutputStream());
	}

	/**
	 * Reads a frame.
	 * @throws java.io.EOFException if the server has ended the connection
	 */
	Frame read() throws IOException {
		return Frame.read(this.in);
	}

	/**
	 * Sends a frame, but nothing after a close frame.
	 * @return whether it was sent
	 */
	boolean send(Frame frame) {
		synchronized (this.out) {
			if (this.closeSent) {
				return false;
			}
			this.closeSent = frame.opcode() == Frame.CLOSE;
			try {
				frame.write(this.out);
				return true;
			}
			catch (IOException ex) {
				// Reading tells how the connection ended.
				return false;
			}
		}
	}

	void shutdownOutput() {
		try {
			this.socket.shutdownOutput();
		}
		catch (IOException ex) {
			// Reading tells how the connection ended.
		}
	}

	void close() {
		this.cut = true;
		Sockets.close(this.socket);
	}

	void reset() {
		this.cut = true;
		Sockets.reset(this.socket);
	}

	/**
	 * Tells whether this side ended the connection.
	 */
	boolean isCut() {
		return this.cut;
	}

}
