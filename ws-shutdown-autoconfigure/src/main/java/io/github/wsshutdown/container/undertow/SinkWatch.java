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

package io.github.wsshutdown.container.undertow;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Sees that a close frame has reached the socket: Undertow then ends its side of the
 * connection. Where the peer's answer is waited for, that is put off until it is there.
 * Otherwise Undertow loses the answer of a peer that closes its own side as soon as it
 * sees the end, and has sent something else just before.
 */
final class SinkWatch extends AbstractStreamSinkConduit<StreamSinkConduit> {

	private final UndertowWire wire;

	private final AtomicBoolean putOff = new AtomicBoolean();

	private volatile boolean terminated;

	SinkWatch(StreamSinkConduit next, UndertowWire wire) {
		super(next);
		this.wire = wire;
	}

	@Override
	public void terminateWrites() throws IOException {
		if (this.wire.isEndPutOff()) {
			this.putOff.set(true);
			if (!this.wire.isEndPutOff()) {
				endWrites();
			}
		}
		else {
			super.terminateWrites();
		}
		this.terminated = true;
	}

	/**
	 * Ends this side of the connection if that was put off.
	 */
	void endWrites() throws IOException {
		if (this.putOff.compareAndSet(true, false)) {
			super.terminateWrites();
		}
	}

	/**
	 * Is called after {@link #terminateWrites()} until it returns true: what TLS has
	 * encrypted may not have been written yet.
	 */
	@Override
	public boolean flush() throws IOException {
		boolean flushed = super.flush();
		if (flushed && this.terminated) {
			this.wire.closeWritten();
		}
		return flushed;
	}

}
