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

package io.github.wsshutdown.servlet.sockjs;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.sockjs.transport.TransportType;

import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;

/**
 * The requests of one session on an HTTP transport, one after the other. The peer can be
 * told something while one of them is open. It has no way to answer, so a session that
 * was told ends unconfirmed, as soon as the container has ended the response.
 */
final class SockJsWire implements Wire {

	static final Kind KIND = new Kind("sockjs");

	/**
	 * What Spring closes a session with whose client did not come back in time.
	 */
	private static final int NOT_COME_BACK = 3000;

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private final AtomicReference<@Nullable Runnable> close = new AtomicReference<>();

	private volatile @Nullable WebSocketSession session;

	/**
	 * The latest request that the session has written on.
	 */
	private volatile @Nullable Exchange exchange;

	private volatile @Nullable Departure departure;

	private volatile @Nullable Thread closer;

	/**
	 * Whether the close of the session has begun.
	 */
	private volatile boolean closing;

	private volatile boolean told;

	private volatile OptionalInt closeCode = OptionalInt.empty();

	/**
	 * Whether the next request is to be answered with the close, and not by the session.
	 */
	private volatile boolean overdue;

	void belongTo(WebSocketSession owner) {
		this.session = owner;
	}

	@Nullable WebSocketSession session() {
		return this.session;
	}

	void opened(Exchange latest) {
		this.exchange = latest;
	}

	/**
	 * Is told that a request has been handled. If the session had messages for it, it may
	 * have ended with them; a session that always has some would never be told.
	 */
	void handled(Exchange latest) {
		if (this.exchange == latest && this.departure != null && !latest.isOpen()) {
			this.overdue = true;
		}
		closeIfReachable();
	}

	@Override
	public Kind kind() {
		return KIND;
	}

	@Override
	public void whenReachable(Departure departure, Runnable close) {
		this.departure = departure;
		this.close.set(close);
		closeIfReachable();
	}

	private void closeIfReachable() {
		Exchange current = this.exchange;
		if (current != null && current.isOpen()) {
			closeNow();
		}
	}

	private void closeNow() {
		Runnable waiting = this.close.getAndSet(null);
		if (waiting != null) {
			waiting.run();
		}
	}

	@Override
	public void beforeClose(@Nullable Object nativeSession, Duration writeTimeout) {
		this.closer = Thread.currentThread();
		this.closing = true;
	}

	/**
	 * Is told that what was written is with the network.
	 */
	void flushed() {
		if (this.closer == Thread.currentThread()) {
			this.told = true;
		}
	}

	@Override
	public boolean isCloseWritten() {
		return this.told;
	}

	@Override
	public void afterClose() {
		this.closer = null;
		Exchange current = this.exchange;
		if (!this.told && current != null && current.isFailed()) {
			this.ended.complete(Outcome.PEER_GONE);
		}
		else if (!this.told) {
			this.overdue = true;
		}
		else if (this.overdue) {
			this.ended.complete(Outcome.CLOSED_UNCONFIRMED);
		}
	}

	/**
	 * Is told that a response has ended.
	 */
	void ended(Exchange latest) {
		if (this.told && this.exchange == latest) {
			this.ended.complete(latest.isFailed() ? Outcome.PEER_GONE : Outcome.CLOSED_UNCONFIRMED);
		}
	}

	@Override
	public void closedWith(int code) {
		if (this.closeCode.isEmpty()) {
			this.closeCode = OptionalInt.of(code);
		}
	}

	@Override
	public OptionalInt closeCode() {
		return this.closeCode;
	}

	/**
	 * Is told that the session is closed, by whomever.
	 */
	void closed(CloseStatus status) {
		if (this.closer == Thread.currentThread()) {
			return;
		}
		Exchange current = this.exchange;
		boolean gone = (current != null && current.isFailed()) || status.getCode() == NOT_COME_BACK;
		this.ended.complete(gone ? Outcome.PEER_GONE : Outcome.CLOSED_UNCONFIRMED);
	}

	/**
	 * Answers a request with the close if the session cannot do it.
	 * @return whether the request was answered
	 */
	boolean answer(TransportType type, HttpServletResponse response) throws IOException {
		Departure due = this.departure;
		if (!this.overdue || due == null || this.ended.isDone() || !CloseAnswer.isFor(type)) {
			return false;
		}
		CloseAnswer.write(type, due, response);
		answered(due);
		return true;
	}

	/**
	 * Is told that Spring has answered a request by itself. It does so for a session that
	 * is being closed and had no response to write its close on: then this request was
	 * the last that the client makes, and has to tell it.
	 */
	void answerClosed(TransportType type, HttpServletResponse response) throws IOException {
		Departure due = this.departure;
		if (!this.closing || due == null || this.ended.isDone()) {
			return;
		}
		if (CloseAnswer.isFor(type) && !response.isCommitted()) {
			response.resetBuffer();
			CloseAnswer.write(type, due, response);
		}
		answered(due);
	}

	private void answered(Departure due) {
		due.code().ifPresent(this::closedWith);
		this.told = true;
		if (this.close.get() != null) {
			closeNow();
		}
		else {
			this.ended.complete(Outcome.CLOSED_UNCONFIRMED);
		}
	}

	@Override
	public CompletionStage<Outcome> ended() {
		return this.ended.minimalCompletionStage();
	}

	@Override
	public boolean isWriting() {
		Exchange current = this.exchange;
		return current != null && current.isWriting();
	}

	/**
	 * Gives the session up. A response cannot be cut by the means of the Servlet API: one
	 * that is being written to ends when its container gives up the write.
	 */
	@Override
	public void cut(Outcome outcome) {
		if (outcome == Outcome.FAILED && this.told) {
			return;
		}
		this.ended.complete(outcome);
		if (outcome == Outcome.TERMINATED && !isWriting()) {
			closeNow();
			end();
		}
	}

	private void end() {
		Exchange current = this.exchange;
		if (current != null && current.isOpen()) {
			current.complete();
		}
	}

}
