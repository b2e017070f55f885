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

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import javax.net.ssl.SSLContext;

/**
 * A handshake that is about to be made.
 */
public final class Knock {

	/**
	 * How long anything on the wire may take before a test gives up on it.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(20);

	private final int port;

	private final String path;

	private final Map<String, String> headers = new LinkedHashMap<>();

	private SSLContext tls;

	private int receiveBuffer;

	private Dialect dialect = Dialect.PLAIN;

	private boolean reading = true;

	private boolean answering = true;

	private Knock(int port, String path) {
		this.port = port;
		this.path = path;
		byte[] key = new byte[16];
		ThreadLocalRandom.current().nextBytes(key);
		header("Host", "localhost:" + port);
		header("Upgrade", "websocket");
		header("Connection", "Upgrade");
		header("Sec-WebSocket-Version", "13");
		header("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(key));
	}

	/**
	 * Begins a handshake.
	 * @param port the server's port on this machine
	 * @param path the path, with the query if there is one
	 * @return the handshake, not made yet
	 */
	public static Knock at(int port, String path) {
		return new Knock(port, path);
	}

	/**
	 * Sets a header field.
	 * @param name its name
	 * @param value its value
	 * @return this
	 */
	public Knock header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	/**
	 * Has the client speak a dialect.
	 * @param dialect what it speaks
	 * @return this
	 */
	public Knock speaking(Dialect dialect) {
		this.dialect = dialect;
		dialect.headers().forEach(this::header);
		return this;
	}

	/**
	 * Offers compression.
	 * @return this
	 */
	public Knock deflating() {
		return header("Sec-WebSocket-Extensions", Deflate.EXTENSION);
	}

	/**
	 * Has the client encrypt.
	 * @param tls whom to trust
	 * @return this
	 */
	public Knock over(SSLContext tls) {
		this.tls = tls;
		return this;
	}

	/**
	 * Has the client read nothing after the greeting, with as small a buffer as the
	 * kernel gives, until it is told to read.
	 * @return this
	 */
	public Knock withoutReading() {
		this.receiveBuffer = 4096;
		this.reading = false;
		return this;
	}

	/**
	 * Has the client read a close frame without ever answering it, nor the end of the
	 * server's side of the connection by ending its own.
	 * @return this
	 */
	public Knock withoutAnswering() {
		this.answering = false;
		return this;
	}

	/**
	 * Makes the handshake and goes on as its client.
	 * @return the open client
	 * @throws AssertionError if the server refused
	 */
	public WireClient connect() {
		return attempt().open();
	}

	/**
	 * Makes the handshake and tells what the server said.
	 * @return the head of the response; the connection is closed
	 */
	public ResponseHead response() {
		try (Attempt attempt = attempt()) {
			return attempt.response();
		}
	}

	/**
	 * Makes the handshake.
	 * @return what came of it
	 */
	public Attempt attempt() {
		Socket socket = new Socket();
		try {
			if (this.receiveBuffer > 0) {
				socket.setReceiveBufferSize(this.receiveBuffer);
			}
			socket.setTcpNoDelay(true);
			socket.setSoTimeout((int) PATIENCE.toMillis());
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port),
					(int) PATIENCE.toMillis());
			if (this.tls != null) {
				socket = this.tls.getSocketFactory().createSocket(socket, "localhost", this.port, true);
			}
			DataOutputStream out = new DataOutputStream(socket.getOutputStream());
			out.write(request().getBytes(StandardCharsets.ISO_8859_1));
			DataInputStream in = new DataInputStream(socket.getInputStream());
			ResponseHead response = ResponseHead.read(in);
			return new Attempt(socket, response, this.dialect, this.reading, this.answering);
		}
		catch (IOException | RuntimeException ex) {
			Sockets.close(socket);
			throw new NoResponseException(ex);
		}
	}

	private String request() {
		StringBuilder request = new StringBuilder();
		request.append("GET ").append(this.dialect.path(this.path)).append(" HTTP/1.1\r\n");
		this.headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
		return request.append("\r\n").toString();
	}

}
