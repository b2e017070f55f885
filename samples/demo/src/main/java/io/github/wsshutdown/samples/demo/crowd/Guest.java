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
import java.util.concurrent.CompletableFuture;

import io.github.wsshutdown.samples.demo.seen.Departure;

/**
 * A client on the event loop.
 */
final class Guest implements Visitor, WebSocketPeer.Listener {

	private final EventLoop loop;

	private final Manner manner;

	private final String target;

	private final WebSocketPeer peer;

	private final CompletableFuture<Void> opened = new CompletableFuture<>();

	private final CompletableFuture<Void> settled = new CompletableFuture<>();

	private final CompletableFuture<Departure> departed = new CompletableFuture<>();

	Guest(EventLoop loop, Manner manner, String path) {
		this.loop = loop;
		this.manner = manner;
		this.target = path + manner.query();
		this.peer = new WebSocketPeer(loop, this);
	}

	@Override
	public CompletableFuture<Void> connect(InetSocketAddress server) {
		this.loop.execute(() -> this.peer.connect(server, this.target, this.manner.receiveBuffer()));
		return this.opened;
	}

	@Override
	public void opened() {
		this.opened.complete(null);
	}

	@Override
	public CompletableFuture<Void> settle() {
		this.loop.execute(() -> this.manner.settle(this.peer, this.settled));
		return this.settled;
	}

	@Override
	public void heard(String text) {
		this.manner.heard(text);
	}

	@Override
	public void serverHasStopped() {
		this.loop.execute(() -> this.manner.serverHasStopped(this.peer));
	}

	@Override
	public void ended(Ending ending) {
		IllegalStateException early = new IllegalStateException("A client was not let in, or not for long: " + ending);
		this.opened.completeExceptionally(early);
		this.settled.completeExceptionally(early);
		this.departed.complete(new Departure(this.manner.group(), ending.close(), ending.tcp(), ending.nanos()));
	}

	@Override
	public CompletableFuture<Departure> departed() {
		return this.departed;
	}

	@Override
	public void giveUp() {
		this.loop.execute(this.peer::leave);
	}

}
