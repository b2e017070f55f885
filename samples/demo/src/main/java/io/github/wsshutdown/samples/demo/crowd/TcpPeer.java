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

package io.github.wsshutdown.samples.demo.crowd;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import io.github.wsshutdown.samples.demo.seen.TcpEnd;

/**
 * One side of a TCP connection, which notes how the other side ends it.
 */
final class TcpPeer implements EventLoop.Handler {

	private final EventLoop loop;

	private final Listener listener;

	private final SendQueue outgoing = new SendQueue();

	private SocketChannel channel;

	private SelectionKey key;

	private boolean reset;

	private boolean ended;

	TcpPeer(EventLoop loop, Listener listener) {
		this.loop = loop;
		this.listener = listener;
	}

	/**
	 * Connect, with a receive buffer of that many bytes, or the system's own where it is
	 * zero.
	 */
	void connect(InetSocketAddress address, int receiveBuffer) {
		try {
			this.channel = SocketChannel.open();
			this.channel.configureBlocking(false);
			this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			if (receiveBuffer > 0) {
				this.channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
			}
			this.key = this.loop.register(this.channel, SelectionKey.OP_CONNECT, this);
			if (this.channel.connect(address)) {
				connected();
			}
		}
		catch (ConnectException ex) {
			end(TcpEnd.REFUSED);
		}
		catch (IOException ex) {
			throw new IllegalStateException("No socket for another client: " + ex.getMessage(), ex);
		}
	}

	private void connected() {
		this.key.interestOps(SelectionKey.OP_READ);
		this.listener.connected();
	}

	@Override
	public void ready() {
		if (this.key.isValid() && this.key.isConnectable()) {
			finishConnect();
		}
		if (this.key.isValid() && this.key.isReadable()) {
			read();
		}
		if (this.key.isValid() && this.key.isWritable()) {
			flush();
		}
	}

	private void finishConnect() {
		try {
			this.channel.finishConnect();
			connected();
		}
		catch (IOException ex) {
			end(TcpEnd.REFUSED);
		}
	}

	private void read() {
		ByteBuffer buffer = this.loop.buffer();
		try {
			if (this.channel.read(buffer) < 0) {
				end(this.reset ? TcpEnd.RESET : TcpEnd.FIN);
				return;
			}
		}
		catch (IOException ex) {
			end(TcpEnd.RESET);
			return;
		}
		this.listener.received(buffer.flip());
	}

	void pauseReading() {
		this.key.interestOpsAnd(~SelectionKey.OP_READ);
	}

	void resumeReading() {
		if (!this.ended) {
			this.key.interestOpsOr(SelectionKey.OP_READ);
		}
	}

	/**
	 * Write as soon as possible.
	 */
	void write(ByteBuffer bytes) {
		if (!this.ended) {
			this.outgoing.add(bytes);
			flush();
		}
	}

	/**
	 * Whether everything could be written so far.
	 */
	boolean isFlushed() {
		return this.outgoing.isEmpty();
	}

	private void flush() {
		try {
			this.outgoing.writeTo(this.channel);
		}
		catch (IOException ex) {
			// What came before the end can still be read, and reading tells which end it
			// was, except that the kernel reports a reset only once.
			this.reset |= String.valueOf(ex.getMessage()).contains("reset");
			this.outgoing.clear();
		}
		if (this.outgoing.isEmpty()) {
			this.key.interestOpsAnd(~SelectionKey.OP_WRITE);
		}
		else {
			this.key.interestOpsOr(SelectionKey.OP_WRITE);
		}
	}

	/**
	 * Leave, without waiting for the other side.
	 */
	void end(TcpEnd how) {
		if (this.ended) {
			return;
		}
		this.ended = true;
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// The other side is gone, which is all that was wanted.
		}
		this.listener.ended(how);
	}

	/**
	 * The protocol above.
	 */
	interface Listener {

		void connected();

		void received(ByteBuffer bytes);

		void ended(TcpEnd how);

	}

}
