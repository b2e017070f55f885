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

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Outcome;

/**
 * Stands in for the wire of a container that is not known: it takes the handler's
 * callback for the end and can cut nothing. An answer of the peer to this side's close is
 * not seen, so such a close counts as unconfirmed.
 */
final class CallbackWire implements Wire {

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private volatile boolean closing;

	private volatile OptionalInt closeCode = OptionalInt.empty();

	void closed(CloseStatus status) {
		if (this.closing) {
			this.ended.complete(Outcome.CLOSED_UNCONFIRMED);
		}
		else {
			boolean abnormal = status.equalsCode(CloseStatus.NO_CLOSE_FRAME);
			this.ended.complete(abnormal ? Outcome.PEER_GONE : Outcome.PEER_ANSWERED);
		}
	}

	@Override
	public void closedWith(int code) {
		this.closeCode = OptionalInt.of(code);
	}

	@Override
	public OptionalInt closeCode() {
		return this.closeCode;
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

	/**
	 * Says so whenever it is asked: the end is only learned from the callback, which
	 * comes after the close was written.
	 */
	@Override
	public boolean isCloseWritten() {
		return true;
	}

	@Override
	public void afterClose() {
	}

	@Override
	public void cut(Outcome outcome) {
		this.ended.complete(outcome);
	}

}
