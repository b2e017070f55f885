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

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * One HTTP exchange on a connection of its own, of which every byte is seen as it comes.
 */
public final class HttpExchange implements AutoCloseable {

	private static final int SMALL_BUFFER = 4096;

	private final Socket socket;

	private final Consumer<String> listener;

	private final CountDownLatch reading;

	private final CompletableFuture<ResponseHead> head = new CompletableFuture<>();

	private final CompletableFuture<String> body = new CompletableFuture<>();

	private HttpExchange(Socket socket, Consumer<String> listener, boolean reading) {
		this.socket = socket;
		this.listener = listener;
		this.reading = new CountDownLatch(reading ? 0 : 1);
	}

	/**
	 * Sends a request and begins to read the response.
	 * @param port the server's port on this machine
	 * @param request the request line without the version
	 * @param headers header fields beside the usual
	 * @param content the content, or {@code null} for none
	 * @param listener is told what comes of the response's content
	 * @return the exchange
	 */
	public static HttpExchange begin(int port, String request, Map<String, String> headers, String content,
			Consumer<String> listener) {
		return begin(port, request, headers, content, listener, true);
	}

	/**
	 * Sends a request and reads nothing, with as small a buffer as the kernel gives,
	 * until told to read.
	 * @param port the server's port on this machine
	 * @param request the request line without the version
	 * @param listener is told what comes of the response's content
	 * @return the exchange
	 */
	public static HttpExchange beginWithoutReading(int port, String request, Consumer<String> listener) {
		return begin(port, request, Map.of(), request.startsWith("POST") ? "" : null, listener, false);
	}

	private static HttpExchange begin(int port, String request, Map<String, String> headers, String content,
			Consumer<String> listener, boolean reading) {
		Socket socket = new Socket();
		try {
			if (!reading) {
				socket.setReceiveBufferSize(SMALL_BUFFER);
			}
			socket.setTcpNoDelay(true);
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
					(int) Knock.PATIENCE.toMillis());
			socket.getOutputStream().write(bytesOf(request, headers, content));
		}
		catch (IOException ex) {
			Sockets.close(socket);
			throw new NoResponseException(ex);
		}
		HttpExchange exchange = new HttpExchange(socket, listener, reading);
		Thread thread = new Thread(exchange::read, "http-exchange");
		thread.setDaemon(true);
		thread.start();
		return exchange;
	}

	private static byte[] bytesOf(String request, Map<String, String> headers, String content) {
		StringBuilder text = new StringBuilder(request).append(" HTTP/1.1\r\nHost: localhost\r\n");
		headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
		if (content != null) {
			text.append("Content-Length: ").append(content.length()).append("\r\n\r\n").append(content);
		}
		else {
			text.append("\r\n");
		}
		return text.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private void read() {
		try {
			this.reading.await();
			InputStream in = new BufferedInputStream(this.socket.getInputStream());
			ResponseHead response = ResponseHead.read(in);
			this.head.complete(response);
			ByteArrayOutputStream content = new ByteArrayOutputStream();
			if ("chunked".equals(response.header("Transfer-Encoding"))) {
				for (int size = chunk(in); size > 0; size = chunk(in)) {
					take(in, size, content);
					ResponseHead.readLine(in);
				}
				ResponseHead.readLine(in);
			}
			else if (response.header("Content-Length") != null) {
				take(in, Integer.parseInt(response.header("Content-Length")), content);
			}
			this.body.complete(content.toString(StandardCharsets.UTF_8));
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			this.head.completeExceptionally(ex);
			this.body.completeExceptionally(ex);
		}
		finally {
			close();
		}
	}

	private static int chunk(InputStream in) throws IOException {
		return Integer.parseInt(ResponseHead.readLine(in), 16);
	}

	private void take(InputStream in, int size, ByteArrayOutputStream content) throws IOException {
		byte[] bytes = in.readNBytes(size);
		if (bytes.length < size) {
			throw new EOFException("The response was cut");
		}
		content.writeBytes(bytes);
		this.listener.accept(new String(bytes, StandardCharsets.UTF_8));
	}

	/**
	 * Begins to read, if the exchange was made without.
	 */
	public void startReading() {
		this.reading.countDown();
	}

	/**
	 * Cuts the connection without a word.
	 */
	public void vanish() {
		Sockets.reset(this.socket);
		startReading();
	}

	@Override
	public void close() {
		Sockets.close(this.socket);
		startReading();
	}

	/**
	 * Returns what the server says before the content.
	 * @return the future head
	 */
	public CompletableFuture<ResponseHead> head() {
		return this.head;
	}

	/**
	 * Returns the whole content of the response.
	 * @return a future that completes when the response has ended in an orderly way,
	 * exceptionally if it is cut
	 */
	public CompletableFuture<String> body() {
		return this.body;
	}

}
