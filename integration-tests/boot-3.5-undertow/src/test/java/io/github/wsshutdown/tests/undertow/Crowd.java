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

package io.github.wsshutdown.tests.undertow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many clients on one thread, which do nothing but answer a close frame.
 */
final class Crowd implements AutoCloseable {

	private static final int GOING_AWAY = 1001;

	/**
	 * A masked close frame of two bytes whose mask is zero.
	 */
	private static final byte[] ANSWER = { (byte) 0x88, (byte) 0x82, 0, 0, 0, 0, GOING_AWAY >> 8,
			(byte) (GOING_AWAY & 0xFF) };

	private final List<SocketChannel> channels = new ArrayList<>();

	private final AtomicInteger told = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	private final Selector selector;

	private final Thread reader = new Thread(this::read, "crowd");

	private Crowd() throws IOException {
		this.selector = Selector.open();
	}

	/**
	 * Connects clients, one after another.
	 */
	static Crowd connect(int clients, int port, String path) throws IOException {
		Crowd crowd = new Crowd();
		for (int i = 0; i < clients; i++) {
			crowd.connect(port, path);
		}
		crowd.reader.setDaemon(true);
		crowd.reader.start();
		return crowd;
	}

	private void connect(int port, String path) throws IOException {
		SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.channels.add(channel);
		channel.write(StandardCharsets.ISO_8859_1
			.encode("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
					+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OTAxMjM0NQ==\r\n\r\n"));
		StringBuilder head = new StringBuilder();
		ByteBuffer one = ByteBuffer.allocate(1);
		while (head.indexOf("\r\n\r\n") < 0) {
			if (channel.read(one.clear()) < 0) {
				throw new IOException("The server said only: " + head);
			}
			head.append((char) one.get(0));
		}
		if (!head.toString().startsWith("HTTP/1.1 101 ")) {
			throw new IOException("The handshake was refused: " + head);
		}
		channel.configureBlocking(false);
		channel.register(this.selector, SelectionKey.OP_READ);
	}

	private void read() {
		ByteBuffer buffer = ByteBuffer.allocate(1024);
		try {
			while (this.selector.isOpen()) {
				this.selector.select((key) -> read(key, buffer.clear()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read(SelectionKey key, ByteBuffer buffer) {
		SocketChannel channel = (SocketChannel) key.channel();
		try {
			int read = channel.read(buffer);
			if (read < 0) {
				end(key);
			}
			else if (read >= 4 && (buffer.get(0) & 0xF) == 8 && buffer.getShort(2) == GOING_AWAY) {
				this.told.incrementAndGet();
				channel.write(ByteBuffer.wrap(ANSWER));
			}
		}
		catch (IOException ex) {
			end(key);
		}
	}

	private void end(SelectionKey key) {
		this.ended.incrementAndGet();
		try {
			key.channel().close();
		}
		catch (IOException ex) {
			// It is closed all the same.
		}
	}

	/**
	 * Returns how many have got a close frame with the status 1001.
	 */
	int told() {
		return this.told.get();
	}

	/**
	 * Returns how many have seen the end of their connection.
	 */
	int ended() {
		return this.ended.get();
	}

	@Override
	public void close() throws IOException {
		this.selector.close();
		for (SocketChannel channel : this.channels) {
			channel.close();
		}
	}

}
