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

package io.github.wsshutdown.reactive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.WebSocketSession;

import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Outcome;

/**
 * Stands in for the wire of a server that is not known: it takes the session's own word
 * for the end and can cut nothing.
 */
final class SessionWire implements Wire {

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private volatile boolean closing;

	SessionWire(WebSocketSession session) {
		session.closeStatus().doFinally((signal) -> end()).subscribe((status) -> {
		}, (ex) -> {
		});
	}

	private void end() {
		this.ended.complete(this.closing ? Outcome.CLOSED_UNCONFIRMED : Outcome.PEER_GONE);
	}

	@Override
	public CompletionStage<Outcome> ended() {
		return this.ended.minimalCompletionStage();
	}

	@Override
	public boolean isWriting() {
		return false;
	}

	@Override
	public void beforeClose(@Nullable Object nativeSession, Duration writeTimeout) {
		this.closing = true;
	}

	@Override
	public boolean isCloseWritten() {
		return true;
	}

	@Override
	public void afterClose() {
		end();
	}

	@Override
	public void cut(Outcome outcome) {
		this.ended.complete(outcome);
	}

}
