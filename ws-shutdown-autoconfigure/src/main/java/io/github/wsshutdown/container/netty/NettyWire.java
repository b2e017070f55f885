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

package io.github.wsshutdown.container.netty;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Outcome;

/**
 * One channel after its upgrade to WebSocket.
 */
final class NettyWire implements Wire {

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private final Channel channel;

	private final AtomicReference<@Nullable Outcome> cutAs = new AtomicReference<>();

	private volatile boolean drained;

	private volatile boolean peerClosed;

	private volatile boolean closeWritten;

	private volatile boolean closedHere;

	NettyWire(Channel channel) {
		this.channel = channel;
	}

	void peerClosed() {
		this.peerClosed = true;
	}

	void closeWritten() {
		this.closeWritten = true;
	}

	void closing() {
		this.closedHere = true;
	}

	/**
	 * Tells whether the channel is to stay open until the peer has answered.
	 */
	boolean isLingering() {
		return this.drained && !this.peerClosed && this.cutAs.get() == null;
	}

	void transportEnded() {
		this.ended.complete(outcome());
	}

	private Outcome outcome() {
		if (this.peerClosed) {
			return Outcome.PEER_ANSWERED;
		}
		Outcome cut = this.cutAs.get();
		if (cut != null) {
			return cut;
		}
		return (this.closeWritten && this.closedHere) ? Outcome.CLOSED_UNCONFIRMED : Outcome.PEER_GONE;
	}

	@Override
	public CompletionStage<Outcome> ended() {
		return this.ended.minimalCompletionStage();
	}

	@Override
	public boolean isWriting() {
		return !this.closeWritten && !this.channel.isWritable();
	}

	@Override
	public void beforeClose(@Nullable Object nativeSession, Duration writeTimeout) {
		this.drained = true;
	}

	@Override
	public boolean isCloseWritten() {
		return this.closeWritten;
	}

	@Override
	public void afterClose() {
	}

	/**
	 * Closes the channel, which fails what is waiting to be written.
	 */
	@Override
	public void cut(Outcome outcome) {
		if (outcome == Outcome.FAILED && this.closeWritten) {
			return;
		}
		this.cutAs.compareAndSet(null, outcome);
		this.channel.close();
	}

}
