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
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket client, driven by an event loop. It upgrades, is idle, answers a close
 * frame, and waits for the server to end TCP; or, if it is stuck, asks to be written to
 * and never reads again.
 */
final class Client {

	private static final byte[] END_OF_HEAD = { '\r', '\n', '\r', '\n' };

	private static final int OPCODE_CLOSE = 0x88;

	private static final int OPCODE_TEXT = 0x81;

	private static final int MASKED = 0x80;

	private static final int STUCK_RECEIVE_BUFFER = 4096;

	private final ByteBuffer in = ByteBuffer.allocate(1024);

	private final SocketChannel channel;

	private final SelectionKey key;

	private final String path;

	private final boolean stuck;

	private boolean open;

	private boolean ended;

	private long closeFrameAt;

	Client(Selector selector, SocketAddress server, String path, boolean stuck) throws IOException {
		this.path = path;
		this.stuck = stuck;
		this.channel = SocketChannel.open();
		this.channel.configureBlocking(false);
		if (stuck) {
			this.channel.setOption(StandardSocketOptions.SO_RCVBUF, STUCK_RECEIVE_BUFFER);
		}
		this.key = this.channel.register(selector, SelectionKey.OP_CONNECT, this);
		if (this.channel.connect(server)) {
			connected();
		}
	}

	boolean isStuck() {
		return this.stuck;
	}

	/**
	 * Returns whether the handshake is over.
	 */
	boolean isOpen() {
		return this.open;
	}

	/**
	 * Returns whether the server has ended TCP.
	 */
	boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Returns when the close frame came, or zero.
	 */
	long closeFrameAt() {
		return this.closeFrameAt;
	}

	void ready() {
		try {
			if (this.key.isConnectable() && this.channel.finishConnect()) {
				connected();
			}
			else if (this.key.isReadable()) {
				read();
			}
		}
		catch (IOException ex) {
			end();
		}
	}

	private void connected() throws IOException {
		this.key.interestOps(SelectionKey.OP_READ);
		write(("GET " + this.path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
				+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII));
	}

	private void read() throws IOException {
		int count = this.channel.read(this.in);
		if (count < 0) {
			end();
			return;
		}
		if (!this.open) {
			readHead();
		}
		else if (this.closeFrameAt == 0) {
			readClose();
		}
		else {
			this.in.clear();
		}
	}

	private void readHead() throws IOException {
		byte[] bytes = this.in.array();
		int end = this.in.position() - END_OF_HEAD.length;
		for (int i = 0; i <= end; i++) {
			if (bytes[i] == END_OF_HEAD[0] && bytes[i + 1] == END_OF_HEAD[1] && bytes[i + 2] == END_OF_HEAD[2]
					&& bytes[i + 3] == END_OF_HEAD[3]) {
				upgraded(i + END_OF_HEAD.length);
				return;
			}
		}
	}

	private void upgraded(int headLength) throws IOException {
		String head = new String(this.in.array(), 0, headLength, StandardCharsets.US_ASCII);
		if (!head.startsWith("HTTP/1.1 101")) {
			throw new IllegalStateException("Handshake was answered: " + head);
		}
		this.in.flip().position(headLength);
		this.in.compact();
		this.open = true;
		if (this.stuck) {
			this.key.interestOps(0);
			write(new byte[] { (byte) OPCODE_TEXT, (byte) (MASKED | 1), 0, 0, 0, 0, 'x' });
		}
	}

	/**
	 * Reads a close frame, the only one that comes to an idle client, and answers it with
	 * its own code.
	 */
	private void readClose() throws IOException {
		byte[] bytes = this.in.array();
		if (this.in.position() < 4 || this.in.position() < 2 + bytes[1]) {
			return;
		}
		if ((bytes[0] & 0xFF) != OPCODE_CLOSE) {
			throw new IllegalStateException("Unexpected frame");
		}
		this.closeFrameAt = System.nanoTime();
		write(new byte[] { (byte) OPCODE_CLOSE, (byte) (MASKED | 2), 0, 0, 0, 0, bytes[2], bytes[3] });
		this.in.clear();
	}

	private void write(byte[] bytes) throws IOException {
		if (this.channel.write(ByteBuffer.wrap(bytes)) != bytes.length) {
			throw new IllegalStateException("A fresh socket does not take " + bytes.length + " bytes");
		}
	}

	/**
	 * Ends TCP from this side.
	 */
	void end() {
		this.ended = true;
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// it is gone in any case
		}
	}

}
