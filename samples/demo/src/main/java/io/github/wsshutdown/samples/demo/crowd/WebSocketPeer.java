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

import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import io.github.wsshutdown.samples.demo.seen.Close;
import io.github.wsshutdown.samples.demo.seen.TcpEnd;
import io.github.wsshutdown.samples.demo.wire.CloseBody;
import io.github.wsshutdown.samples.demo.wire.Frame;
import io.github.wsshutdown.samples.demo.wire.FrameDecoder;
import io.github.wsshutdown.samples.demo.wire.FrameEncoder;
import io.github.wsshutdown.samples.demo.wire.Handshake;
import io.github.wsshutdown.samples.demo.wire.MessageAssembler;
import io.github.wsshutdown.samples.demo.wire.Opcode;
import io.github.wsshutdown.samples.demo.wire.ResponseHead;
import io.github.wsshutdown.samples.demo.wire.ResponseHeadDecoder;

/**
 * A WebSocket client to the letter of RFC 6455: it answers pings, answers a close frame
 * with a close frame, and then leaves the end of TCP to the server.
 */
final class WebSocketPeer implements TcpPeer.Listener {

	private final Handshake handshake = Handshake.random(ThreadLocalRandom.current());

	private final ResponseHeadDecoder head = new ResponseHeadDecoder();

	private final FrameDecoder frames = new FrameDecoder();

	private final FrameEncoder encoder = new FrameEncoder(() -> ThreadLocalRandom.current().nextInt());

	private final MessageAssembler messages = new MessageAssembler();

	private final TcpPeer tcp;

	private final Listener listener;

	private InetSocketAddress server;

	private String target;

	private Optional<ResponseHead> response = Optional.empty();

	private Optional<Close> close = Optional.empty();

	private boolean over;

	WebSocketPeer(EventLoop loop, Listener listener) {
		this.tcp = new TcpPeer(loop, this);
		this.listener = listener;
	}

	void connect(InetSocketAddress server, String target, int receiveBuffer) {
		this.server = server;
		this.target = target;
		this.tcp.connect(server, receiveBuffer);
	}

	@Override
	public void connected() {
		this.tcp.write(this.handshake.request(this.server, this.target));
	}

	/**
	 * Send a text message, unless the conversation is over.
	 */
	void send(String text) {
		if (!isOver()) {
			write(new Frame(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8)));
		}
	}

	private void write(Frame frame) {
		this.tcp.write(this.encoder.encode(frame));
	}

	/**
	 * Whether there is nobody left to send to.
	 */
	boolean isOver() {
		return this.over || this.close.isPresent();
	}

	boolean isFlushed() {
		return this.tcp.isFlushed();
	}

	void pauseReading() {
		this.tcp.pauseReading();
	}

	void resumeReading() {
		this.tcp.resumeReading();
	}

	/**
	 * Leave at once, without a goodbye.
	 */
	void leave() {
		this.tcp.end(TcpEnd.OPEN);
	}

	@Override
	public void received(ByteBuffer bytes) {
		try {
			if (this.response.isEmpty()) {
				shakeHands(bytes);
			}
			this.frames.feed(bytes);
			for (Optional<Frame> frame = nextFrame(); frame.isPresent(); frame = nextFrame()) {
				handle(frame.get());
			}
		}
		catch (ProtocolException ex) {
			this.tcp.end(TcpEnd.GARBLED);
		}
	}

	private void shakeHands(ByteBuffer bytes) throws ProtocolException {
		this.response = this.head.feed(bytes);
		if (this.response.isEmpty()) {
			return;
		}
		if (this.handshake.isAccepted(this.response.get())) {
			this.listener.opened();
		}
		else {
			this.tcp.end(TcpEnd.OPEN);
		}
	}

	private Optional<Frame> nextFrame() throws ProtocolException {
		boolean talking = this.response.isPresent() && this.response.get().status() == 101 && this.close.isEmpty();
		return talking ? this.frames.next() : Optional.empty();
	}

	private void handle(Frame frame) throws ProtocolException {
		switch (frame.opcode()) {
			case CLOSE -> {
				CloseBody body = CloseBody.of(frame);
				this.close = Optional.of(Close.frame(body.code(), body.reason()));
				write(body.answer());
			}
			case PING -> write(new Frame(Opcode.PONG, frame.payload()));
			case TEXT, BINARY, CONTINUATION -> this.messages.add(frame).ifPresent(this.listener::heard);
			default -> {
				// A pong that nobody asked for is allowed, and means nothing.
			}
		}
	}

	@Override
	public void ended(TcpEnd how) {
		this.over = true;
		this.listener.ended(new Ending(this.response, this.close, how, System.nanoTime()));
	}

	/**
	 * Whoever uses the client.
	 */
	interface Listener {

		default void opened() {
		}

		default void heard(String text) {
		}

		void ended(Ending ending);

	}

}
