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

package io.github.wsshutdown.tests.sockjs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.HttpExchange;
import io.github.wsshutdown.tests.client.ResponseHead;

/**
 * The client of one session on an HTTP transport. It asks again whenever a response has
 * ended, unless it is told to leave that to the test.
 */
final class SessionClient implements AutoCloseable {

	private final int port;

	private final Transport transport;

	private final String path;

	private final List<String> frames = new CopyOnWriteArrayList<>();

	private final BlockingQueue<String> unheard = new LinkedBlockingQueue<>();

	private final CompletableFuture<Void> opened = new CompletableFuture<>();

	private final CompletableFuture<String> closed = new CompletableFuture<>();

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private volatile boolean asking;

	private volatile HttpExchange latest;

	private SessionClient(int port, Transport transport, String endpoint, boolean asking) {
		this.port = port;
		this.transport = transport;
		this.path = Frames.path(endpoint, "");
		this.asking = asking;
	}

	/**
	 * Opens a session.
	 */
	static SessionClient open(RunningApplication application, Transport transport, String endpoint) {
		SessionClient client = new SessionClient(application.port(), transport, endpoint, true);
		client.ask();
		client.awaitOpen();
		return client;
	}

	/**
	 * Opens a session that asks when it is told to.
	 */
	static SessionClient openOnce(RunningApplication application, Transport transport, String endpoint) {
		SessionClient client = new SessionClient(application.port(), transport, endpoint, false);
		HttpExchange exchange = client.ask();
		client.awaitOpen();
		if (transport.isPolling()) {
			exchange.body().orTimeout(RunningApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
		}
		return client;
	}

	/**
	 * Tries to open a session, which may be refused.
	 */
	static SessionClient attempt(RunningApplication application, Transport transport, String endpoint) {
		SessionClient client = new SessionClient(application.port(), transport, endpoint, true);
		client.ask();
		return client;
	}

	private void awaitOpen() {
		this.opened.orTimeout(RunningApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

	/**
	 * Asks for what the session has to say.
	 */
	HttpExchange ask() {
		return ask(Map.of());
	}

	/**
	 * Asks for what the session has to say.
	 * @param headers header fields of the request
	 */
	HttpExchange ask(Map<String, String> headers) {
		HttpExchange exchange = HttpExchange.begin(this.port,
				this.transport.method() + " " + path(this.transport.path()), headers,
				"POST".equals(this.transport.method()) ? "" : null, listener());
		this.latest = exchange;
		exchange.body().whenComplete(this::answered);
		return exchange;
	}

	private Consumer<String> listener() {
		StringBuilder content = new StringBuilder();
		return (text) -> this.transport.frames(content.append(text)).forEach(this::take);
	}

	private void take(String frame) {
		this.frames.add((frame.length() <= 100) ? frame : frame.substring(0, 100) + "...");
		if (frame.startsWith("c")) {
			this.closed.complete(frame);
		}
		this.unheard.addAll(Frames.messages(frame));
		if (frame.equals(Frames.OPEN)) {
			this.opened.complete(null);
		}
	}

	private void answered(String content, Throwable failure) {
		if (failure != null) {
			this.opened.completeExceptionally(failure);
			this.closed.completeExceptionally(failure);
			this.ended.completeExceptionally(failure);
		}
		else if (this.closed.isDone()) {
			this.ended.complete(null);
		}
		else if (this.latest.head().join().status() != 200) {
			this.opened.completeExceptionally(new AssertionError(this.latest.head().join().toString()));
		}
		else if (this.asking) {
			ask();
		}
	}

	/**
	 * Says some lines in one request.
	 * @return the status to come, which comes when the lines have been handled
	 */
	CompletableFuture<Integer> say(String... lines) {
		return say(Map.of(), lines);
	}

	/**
	 * Says some lines in one request.
	 * @param headers header fields of the request
	 * @return the status to come, which comes when the lines have been handled
	 */
	CompletableFuture<Integer> say(Map<String, String> headers, String... lines) {
		return send(headers, Frames.array(lines));
	}

	/**
	 * Says something in which everything is escaped that has to be.
	 * @return the status to come, which comes when it has been handled
	 */
	CompletableFuture<Integer> sayEscaped(String text) {
		return send(Map.of(), "[\"" + text + "\"]");
	}

	private CompletableFuture<Integer> send(Map<String, String> headers, String content) {
		return HttpExchange.begin(this.port, "POST " + path("xhr_send"), headers, content, (answer) -> {
		}).head().thenApply(ResponseHead::status);
	}

	/**
	 * Waits for the next message.
	 * @return the text, or {@code null} if none came in time
	 */
	String hear() throws InterruptedException {
		return this.unheard.poll(RunningApplication.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Returns what came so far.
	 */
	List<String> frames() {
		return this.frames;
	}

	/**
	 * Returns the close frame.
	 * @return a future that completes exceptionally if a response is cut
	 */
	CompletableFuture<String> closed() {
		return this.closed;
	}

	/**
	 * Returns when the response has ended in which the close frame came.
	 * @return a future that completes exceptionally if it is cut
	 */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

	/**
	 * Returns what the server said to the latest request.
	 */
	CompletableFuture<ResponseHead> head() {
		return this.latest.head();
	}

	String id() {
		return this.path.split("/")[3];
	}

	private String path(String transportPath) {
		int query = this.path.indexOf('?');
		if (query < 0) {
			return this.path + transportPath;
		}
		String separator = transportPath.contains("?") ? "&" : "?";
		return this.path.substring(0, query) + transportPath + separator + this.path.substring(query + 1);
	}

	@Override
	public void close() {
		this.asking = false;
		this.latest.vanish();
	}

}
