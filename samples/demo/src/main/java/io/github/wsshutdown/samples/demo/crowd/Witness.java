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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.wsshutdown.samples.demo.seen.Close;
import io.github.wsshutdown.samples.demo.seen.Departure;
import io.github.wsshutdown.samples.demo.seen.Group;
import io.github.wsshutdown.samples.demo.seen.TcpEnd;

/**
 * A client that others wrote: the JDK's. What it sees must agree with what our own see.
 */
final class Witness implements Visitor, WebSocket.Listener {

	private static final int CLOSED_ABNORMALLY = 1006;

	private final HttpClient client;

	private final String path;

	private final CompletableFuture<Departure> departed = new CompletableFuture<>();

	private volatile WebSocket socket;

	Witness(HttpClient client, String path) {
		this.client = client;
		this.path = path;
	}

	@Override
	public CompletableFuture<Void> connect(InetSocketAddress server) {
		URI uri = URI.create("ws://" + server.getHostString() + ":" + server.getPort() + this.path);
		return this.client.newWebSocketBuilder().buildAsync(uri, this).thenAccept((socket) -> this.socket = socket);
	}

	@Override
	public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
		if (statusCode == CLOSED_ABNORMALLY) {
			depart(Optional.empty(), TcpEnd.FIN);
		}
		else {
			depart(Optional.of(Close.frame(statusCode, reason)), TcpEnd.UNKNOWN);
		}
		return null;
	}

	@Override
	public void onError(WebSocket webSocket, Throwable error) {
		depart(Optional.empty(), TcpEnd.RESET);
	}

	private void depart(Optional<Close> close, TcpEnd tcp) {
		this.departed.complete(new Departure(Group.WITNESS, close, tcp, System.nanoTime()));
	}

	@Override
	public CompletableFuture<Departure> departed() {
		return this.departed;
	}

	@Override
	public void giveUp() {
		depart(Optional.empty(), TcpEnd.OPEN);
		if (this.socket != null) {
			this.socket.abort();
		}
	}

}
