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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A server that does to its first client what a test wants to see done.
 */
final class ScriptedServer implements AutoCloseable {

	private final ServerSocket server;

	private final CompletableFuture<Void> played = new CompletableFuture<>();

	ScriptedServer(Script script) throws IOException {
		this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.server.setSoTimeout(10_000);
		Thread thread = new Thread(() -> play(script));
		thread.setDaemon(true);
		thread.start();
	}

	private void play(Script script) {
		try (Socket socket = this.server.accept()) {
			socket.setSoTimeout(10_000);
			script.play(socket, socket.getInputStream(), socket.getOutputStream());
			this.played.complete(null);
		}
		catch (Exception | AssertionError ex) {
			this.played.completeExceptionally(ex);
		}
	}

	InetSocketAddress address() {
		return (InetSocketAddress) this.server.getLocalSocketAddress();
	}

	/**
	 * Wait for the end of the script, and fail if it failed.
	 */
	void join() throws Exception {
		this.played.get(10, TimeUnit.SECONDS);
	}

	/**
	 * Answer the handshake as a server that speaks WebSocket.
	 */
	static void letIn(InputStream in, OutputStream out) throws Exception {
		String key = "";
		BufferedReader request = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
		for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
			if (line.startsWith("Sec-WebSocket-Key: ")) {
				key = line.substring(line.indexOf(' ') + 1);
			}
		}
		byte[] digest = MessageDigest.getInstance("SHA-1")
			.digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
		say(out, "HTTP/1.1 101 \r\nSec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n");
	}

	static void say(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	/**
	 * What happens to the client.
	 */
	interface Script {

		void play(Socket socket, InputStream in, OutputStream out) throws Exception;

	}

}
