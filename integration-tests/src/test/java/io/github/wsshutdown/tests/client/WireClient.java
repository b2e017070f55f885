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

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An open WebSocket of which everything is seen and which does nothing by itself but
 * answer a ping and, unless told otherwise, a close. A thread of its own reads. Made by
 * {@link Knock#connect()}.
 */
public final class WireClient implements AutoCloseable {

	private final Wire wire;

	private final ResponseHead handshake;

	private final Messages messages;

	private final Dialect dialect;

	private final boolean answering;

	private final CountDownLatch reading;

	private final CountDownLatch welcomed;

	private final BlockingQueue<String> unheard = new LinkedBlockingQueue<>();

	private final List<String> transcript = new CopyOnWriteArrayList<>();

	private final CompletableFuture<CloseFrame> closed = new CompletableFuture<>();

	private final CompletableFuture<TcpEnd> ended = new CompletableFuture<>();

	WireClient(Wire wire, ResponseHead handshake, Dialect dialect, boolean reading, boolean answering) {
		this.wire = wire;
		this.handshake = handshake;
		this.dialect = dialect;
		this.answering = answering;
		this.reading = new CountDownLatch(reading ? 0 : 1);
		this.welcomed = new CountDownLatch(dialect.welcome().isEmpty() ? 0 : 1);
		String extensions = handshake.header("Sec-WebSocket-Extensions");
		this.messages = new Messages(
				(extensions != null && extensions.startsWith(Deflate.EXTENSION)) ? new Deflate() : null);
	}

	/**
	 * Returns when the server has welcomed the client, as its dialect defines that.
	 */
	void start() {
		runInBackground("client-reader", this::read);
		this.dialect.greeting().forEach(this::send);
		try {
			if (!this.welcomed.await(Knock.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError("The server did not welcome the client: " + this.transcript);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Returns what the server said to the handshake.
	 * @return the head of the response
	 */
	public ResponseHead handshake() {
		return this.handshake;
	}

	/**
	 * Says a line.
	 * @param line the line
	 * @return whether the connection took it
	 */
	public boolean say(String line) {
		return send(this.dialect.say(line));
	}

	/**
	 * Sends a text message, whatever the dialect.
	 * @param text the text
	 * @return whether the connection took it
	 */
	public boolean send(String text) {
		return this.wire.send(this.messages.frame(text));
	}

	/**
	 * Keeps sending until a close frame comes or the connection ends.
	 * @param text what to send
	 * @param pause the time between two messages
	 */
	public void keepSaying(String text, Duration pause) {
		say(text);
		CompletableFuture<?> enough = CompletableFuture.anyOf(this.closed, this.ended);
		runInBackground("client-chatter", () -> {
			while (!isDoneWithin(enough, pause)) {
				say(text);
			}
		});
	}

	/**
	 * Waits for the next line.
	 * @return the line, or {@code null} if none came in time
	 * @throws InterruptedException if interrupted meanwhile
	 */
	public String hear() throws InterruptedException {
		return this.unheard.poll(Knock.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Begins to read, if the client was made without reading.
	 */
	public void startReading() {
		this.reading.countDown();
	}

	/**
	 * Sends a close frame.
	 * @param code the status code
	 */
	public void sayGoodbye(int code) {
		this.wire.send(Frame.of(Frame.CLOSE, new CloseFrame(code, "").payload()));
	}

	/**
	 * Ends this side of the connection and goes on reading.
	 */
	public void halfClose() {
		this.wire.shutdownOutput();
	}

	/**
	 * Cuts the connection without a word.
	 */
	public void vanish() {
		this.wire.reset();
		startReading();
	}

	@Override
	public void close() {
		this.wire.close();
		startReading();
	}

	/**
	 * Returns the close frame that comes from the server.
	 * @return a future that completes exceptionally if the connection ends without one
	 */
	public CompletableFuture<CloseFrame> closed() {
		return this.closed;
	}

	/**
	 * Returns how the connection ends.
	 * @return the future end
	 */
	public CompletableFuture<TcpEnd> ended() {
		return this.ended;
	}

	/**
	 * Returns what came from the server so far, in its order: messages, {@code close}
	 * with the code, and how the connection ended.
	 * @return what came
	 */
	public List<String> transcript() {
		return this.transcript;
	}

	private void read() {
		try {
			while (true) {
				if (this.welcomed.getCount() == 0) {
					this.reading.await();
				}
				take(this.wire.read());
			}
		}
		catch (EOFException ex) {
			end(TcpEnd.FIN);
		}
		catch (IOException ex) {
			end(this.wire.isCut() ? TcpEnd.OWN : TcpEnd.RESET);
		}
		catch (InterruptedException | RuntimeException ex) {
			this.transcript.add("nonsense: " + ex.getMessage());
			this.welcomed.countDown();
			this.closed.completeExceptionally(ex);
			this.ended.completeExceptionally(ex);
		}
		finally {
			// Who does not answer leaves nothing to the server but to cut the connection
			if (this.answering) {
				this.wire.close();
			}
		}
	}

	private void take(Frame frame) {
		if (this.closed.isDone()) {
			throw new IllegalStateException("A frame after the close frame: " + frame.opcode());
		}
		switch (frame.opcode()) {
			case Frame.TEXT, Frame.CONTINUATION -> {
				String text = this.messages.take(frame);
				if (text != null) {
					hear(text);
				}
			}
			case Frame.CLOSE -> {
				CloseFrame close = CloseFrame.of(frame.payload());
				this.transcript.add("close " + close.code());
				this.welcomed.countDown();
				if (this.answering) {
					this.wire.send(frame);
				}
				this.closed.complete(close);
			}
			case Frame.PING -> this.wire.send(Frame.of(Frame.PONG, frame.payload()));
			case Frame.PONG -> this.transcript.add("pong");
			default -> throw new IllegalStateException("Unexpected opcode " + frame.opcode());
		}
	}

	private void hear(String message) {
		this.dialect.answer(message).forEach(this::send);
		if (this.welcomed.getCount() > 0 && message.startsWith(this.dialect.welcome())) {
			this.welcomed.countDown();
			return;
		}
		for (String line : this.dialect.hear(message)) {
			this.transcript.add((line.length() <= 100) ? line : line.substring(0, 100) + "...");
			this.unheard.add(line);
		}
	}

	private void end(TcpEnd how) {
		this.transcript.add("end " + how);
		this.welcomed.countDown();
		this.closed.completeExceptionally(new EOFException("The connection ended without a close frame: " + how));
		this.ended.complete(how);
	}

	private static boolean isDoneWithin(CompletableFuture<?> future, Duration time) {
		try {
			future.get(time.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException | InterruptedException ex) {
			return true;
		}
	}

	private static void runInBackground(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

}
