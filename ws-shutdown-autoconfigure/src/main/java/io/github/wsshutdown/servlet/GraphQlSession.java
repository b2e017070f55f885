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

package io.github.wsshutdown.servlet;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.drain.Departure;

/**
 * A tracked session as Spring's GraphQL handler sees it. Counts the operations that go on
 * when the handler has returned, and takes messages also when the drain has closed the
 * session: Spring would log an error with a stack trace for each that comes too late.
 */
final class GraphQlSession extends WebSocketSessionDecorator {

	private static final String ATTRIBUTE = GraphQlSession.class.getName();

	private static final Log logger = LogFactory.getLog(GraphQlSession.class);

	private final SessionConnection connection;

	private volatile boolean flushed;

	/**
	 * Known to the handler's thread alone.
	 */
	private @Nullable Operation begun;

	private GraphQlSession(WebSocketSession session, SessionConnection connection) {
		super(session);
		this.connection = connection;
	}

	/**
	 * Opens a session.
	 * @param session the session
	 * @param connection its connection
	 * @param flush sends what was emitted so far, and tells when that is done
	 * @return what to give to the handler
	 */
	static GraphQlSession open(WebSocketSession session, SessionConnection connection,
			Function<Departure, ? extends CompletionStage<?>> flush) {
		GraphQlSession opened = new GraphQlSession(session, connection);
		session.getAttributes().put(ATTRIBUTE, opened);
		connection.flushBeforeClose((departure) -> flush.apply(departure).thenRun(() -> opened.flushed = true));
		return opened;
	}

	static @Nullable GraphQlSession of(Map<String, Object> sessionAttributes) {
		return (GraphQlSession) sessionAttributes.get(ATTRIBUTE);
	}

	boolean isLeaving() {
		return this.connection.isLeaving();
	}

	private boolean isClosed() {
		return this.flushed || this.connection.isCut();
	}

	@Override
	public void sendMessage(WebSocketMessage<?> message) throws IOException {
		if (isClosed()) {
			return;
		}
		try {
			super.sendMessage(message);
		}
		catch (IOException | IllegalStateException ex) {
			if (!this.connection.isLeaving() && !this.connection.isCut()) {
				throw ex;
			}
			logger.debug("A message could not be sent before the end of " + this.connection, ex);
		}
	}

	/**
	 * Keeps an operation in flight until its result has been handed on, and so waits for
	 * nothing but to be sent. A result that comes after the session is closed is dropped.
	 */
	<T> Mono<T> inFlight(Supplier<Mono<T>> execution) {
		return Mono.defer(() -> {
			Operation operation = begin();
			return Mono.defer(execution).doFinally((signal) -> operation.end());
		}).flatMap((result) -> isClosed() ? tooLate() : Mono.just(result)).onErrorResume((ex) -> {
			return isClosed() ? tooLate() : Mono.error(ex);
		});
	}

	private <T> Mono<T> tooLate() {
		logger.warn("A GraphQL operation was still running when the drain closed its session " + getId());
		return Mono.never();
	}

	private Operation begin() {
		Operation operation = new Operation();
		if (this.connection.activity().isRunningHere()) {
			this.begun = operation;
		}
		else {
			operation.goOn();
		}
		return operation;
	}

	/**
	 * Is told that the handler is about to return: its call is what was in flight, and an
	 * operation that goes on is from now on.
	 */
	void handled() {
		Operation operation = this.begun;
		if (operation != null) {
			this.begun = null;
			operation.goOn();
		}
	}

	/**
	 * One operation, of which it is not known whether it ends on the handler's thread.
	 */
	private final class Operation {

		private boolean counted;

		private boolean ended;

		synchronized void goOn() {
			if (!this.ended) {
				this.counted = true;
				GraphQlSession.this.connection.activity().begin();
			}
		}

		void end() {
			boolean last;
			synchronized (this) {
				this.ended = true;
				last = this.counted;
			}
			if (last) {
				GraphQlSession.this.connection.activity().end();
			}
		}

	}

}
