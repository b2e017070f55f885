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

package io.github.wsshutdown.container;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Outcome;

/**
 * A wire of which the container tells, in whatever order, what happens to it. What was
 * seen decides the outcome when the transport ends.
 */
public abstract class ObservedWire implements Wire {

	private static final int NO_STATUS = 1005;

	private static final int NO_CLOSE = 1006;

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private final AtomicReference<@Nullable Outcome> cutAs = new AtomicReference<>();

	private volatile boolean closeWritten;

	/**
	 * The status of this side's close, whether it gets through or not; zero if there is
	 * none.
	 */
	private volatile int ownCode;

	/**
	 * Zero as long as it is not known.
	 */
	private volatile int closeCode;

	/**
	 * Returns whether the peer's close has been seen.
	 * @return whether it has
	 */
	protected abstract boolean isPeerClosed();

	/**
	 * Returns whether it was this side that ended the transport, now that it has ended.
	 * Asked only if this side's close has been written.
	 * @return {@code false} if the peer did it, or may have done it
	 */
	protected abstract boolean isEndedHere();

	/**
	 * Ends the transport at once and fails whoever is blocked in a write to it. Never
	 * blocks. Called by every cut, so perhaps more than once.
	 */
	protected abstract void abort();

	/**
	 * Is told of a close frame of this side that is about to be written.
	 * @param payload what it says, which is left as it is; there may be none
	 */
	public final void closing(@Nullable ByteBuffer payload) {
		closing(codeOf(payload));
	}

	/**
	 * Is told of a close of this side that is about to be written.
	 * @param code the status
	 */
	protected final void closing(int code) {
		if (this.ownCode == 0) {
			this.ownCode = code;
		}
	}

	/**
	 * Is told of a close frame of the peer. It may answer this side's.
	 * @param payload what it says, which is left as it is; there may be none
	 */
	public final void closedByPeer(@Nullable ByteBuffer payload) {
		learnCode((this.ownCode != 0) ? this.ownCode : codeOf(payload));
	}

	private static int codeOf(@Nullable ByteBuffer payload) {
		if (payload == null || payload.remaining() < 2) {
			return NO_STATUS;
		}
		return Short.toUnsignedInt(payload.getShort(payload.position()));
	}

	private void learnCode(int code) {
		if (this.closeCode == 0) {
			this.closeCode = code;
		}
	}

	@Override
	public final OptionalInt closeCode() {
		int code = this.closeCode;
		if (code != 0) {
			return OptionalInt.of(code);
		}
		return (hasEnded() && !isPeerClosed()) ? OptionalInt.of(NO_CLOSE) : OptionalInt.empty();
	}

	/**
	 * Is told that this side's close is with the network.
	 */
	public void closeWritten() {
		learnCode(this.ownCode);
		this.closeWritten = true;
	}

	/**
	 * Is told that the transport has ended. Only the first call counts.
	 */
	public void transportEnded() {
		if (!hasEnded()) {
			this.ended.complete(outcome());
		}
	}

	private Outcome outcome() {
		if (isPeerClosed()) {
			return Outcome.PEER_ANSWERED;
		}
		Outcome cut = this.cutAs.get();
		if (cut != null) {
			return cut;
		}
		return (this.closeWritten && isEndedHere()) ? Outcome.CLOSED_UNCONFIRMED : Outcome.PEER_GONE;
	}

	/**
	 * Returns whether the transport is known to have ended.
	 * @return whether it has
	 */
	protected final boolean hasEnded() {
		return this.ended.isDone();
	}

	/**
	 * Returns whether this wire has been cut.
	 * @return whether it has
	 */
	protected final boolean isCut() {
		return this.cutAs.get() != null;
	}

	@Override
	public final CompletionStage<Outcome> ended() {
		return this.ended.minimalCompletionStage();
	}

	@Override
	public final boolean isCloseWritten() {
		return this.closeWritten;
	}

	@Override
	public final void cut(Outcome outcome) {
		if (outcome == Outcome.FAILED && this.closeWritten) {
			return;
		}
		this.cutAs.compareAndSet(null, outcome);
		abort();
		transportEnded();
	}

}
