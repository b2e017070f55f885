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

package io.github.wsshutdown.tests.jetty;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;

import io.github.wsshutdown.tests.application.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Opens WebSockets that are streams of one HTTP/2 connection (RFC 8441).
 */
final class Http2Client {

	private final HttpClient http = new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client()));

	private final WebSocketClient client = new WebSocketClient(this.http);

	private final int port;

	Http2Client(int port) throws Exception {
		this.port = port;
		this.http.setMaxConnectionsPerDestination(1);
		this.http.start();
		this.client.start();
	}

	/**
	 * Connects a peer that reads and answers, and waits until it is heard: Jetty may lose
	 * what is sent over HTTP/2 right behind the handshake.
	 */
	Http2Peer connect(String path) throws Exception {
		Http2Peer peer = new Http2Peer(true);
		assertThat(open(peer, path)).succeedsWithin(RunningApplication.PATIENCE);
		await().atMost(RunningApplication.PATIENCE).until(peer::isGreeted);
		return peer;
	}

	/**
	 * Connects a peer that reads nothing, so that it does not answer either.
	 */
	Http2Peer connectWithoutReading(String path) throws Exception {
		Http2Peer peer = new Http2Peer(false);
		assertThat(open(peer, path)).succeedsWithin(RunningApplication.PATIENCE);
		return peer;
	}

	CompletableFuture<Session> open(Http2Peer peer, String path) throws Exception {
		return this.client.connect(peer, URI.create("ws://127.0.0.1:" + this.port + path));
	}

	void stop() throws Exception {
		this.client.stop();
		this.http.stop();
	}

}
