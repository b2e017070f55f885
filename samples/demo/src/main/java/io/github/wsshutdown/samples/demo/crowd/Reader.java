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
import java.util.concurrent.CompletableFuture;

import io.github.wsshutdown.samples.demo.seen.Close;
import io.github.wsshutdown.samples.demo.seen.Departure;
import io.github.wsshutdown.samples.demo.seen.Group;
import io.github.wsshutdown.samples.demo.seen.TcpEnd;
import io.github.wsshutdown.samples.demo.wire.ChunkDecoder;
import io.github.wsshutdown.samples.demo.wire.EventTail;
import io.github.wsshutdown.samples.demo.wire.ResponseHead;
import io.github.wsshutdown.samples.demo.wire.ResponseHeadDecoder;

/**
 * Reads server-sent events until the response ends or is cut.
 */
final class Reader implements Visitor, TcpPeer.Listener {

	private final EventLoop loop;

	private final String path;

	private final TcpPeer tcp;

	private final ResponseHeadDecoder head = new ResponseHeadDecoder();

	private final ChunkDecoder chunks = new ChunkDecoder();

	private final EventTail events = new EventTail();

	private final CompletableFuture<Void> opened = new CompletableFuture<>();

	private final CompletableFuture<Void> settled = new CompletableFuture<>();

	private final CompletableFuture<Departure> departed = new CompletableFuture<>();

	private InetSocketAddress server;

	private Optional<ResponseHead> response = Optional.empty();

	Reader(EventLoop loop, String path) {
		this.loop = loop;
		this.path = path;
		this.tcp = new TcpPeer(loop, this);
	}

	@Override
	public CompletableFuture<Void> connect(InetSocketAddress server) {
		this.server = server;
		this.loop.execute(() -> this.tcp.connect(server, 0));
		return this.opened;
	}

	@Override
	public void connected() {
		String request = "GET " + this.path + " HTTP/1.1\r\n" //
				+ "Host: " + this.server.getHostString() + ":" + this.server.getPort() + "\r\n" //
				+ "Accept: text/event-stream\r\n\r\n";
		this.tcp.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
	}

	/**
	 * Under way with the first event.
	 */
	@Override
	public CompletableFuture<Void> settle() {
		return this.settled;
	}

	@Override
	public void received(ByteBuffer bytes) {
		try {
			if (this.response.isEmpty()) {
				this.response = this.head.feed(bytes);
				if (this.response.isEmpty()) {
					return;
				}
				requireStream(this.response.get());
				this.opened.complete(null);
			}
			this.events.feed(this.chunks.feed(bytes));
			if (this.events.isAny()) {
				this.settled.complete(null);
			}
			if (this.chunks.isEnded()) {
				this.departed.complete(departure(Optional.of(farewell()), TcpEnd.OPEN));
				this.tcp.end(TcpEnd.OPEN);
			}
		}
		catch (ProtocolException ex) {
			this.tcp.end(TcpEnd.GARBLED);
		}
	}

	private static void requireStream(ResponseHead response) throws ProtocolException {
		boolean chunked = response.header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent();
		if (response.status() != 200 || !chunked) {
			throw new ProtocolException("Not a stream: " + response);
		}
	}

	private Close farewell() {
		String retry = this.events.retry().map((millis) -> ", retry: " + millis).orElse("");
		return new Close("in order" + retry, System.nanoTime());
	}

	private Departure departure(Optional<Close> close, TcpEnd how) {
		return new Departure(Group.STREAM, close, how, System.nanoTime());
	}

	@Override
	public void ended(TcpEnd how) {
		IllegalStateException early = new IllegalStateException("A reader was not let in, or not for long: "
				+ this.response.map(ResponseHead::toString).orElse("no answer") + ", " + how);
		this.opened.completeExceptionally(early);
		this.settled.completeExceptionally(early);
		this.departed.complete(departure(Optional.empty(), how));
	}

	@Override
	public CompletableFuture<Departure> departed() {
		return this.departed;
	}

	@Override
	public void giveUp() {
		this.loop.execute(() -> this.tcp.end(TcpEnd.OPEN));
	}

}
