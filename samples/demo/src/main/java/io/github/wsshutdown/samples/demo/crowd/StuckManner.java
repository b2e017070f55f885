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

package io.github.wsshutdown.samples.demo.crowd;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.wsshutdown.samples.demo.seen.Group;

/**
 * Asks for more than fits between server and client, and does not read it.
 */
final class StuckManner implements Manner {

	/** What the server needs to fill whatever it can fill. */
	private static final Duration FILLING = Duration.ofMillis(1500);

	private static final int RECEIVE_BUFFER = 4096;

	private final EventLoop loop;

	private final int floodBytes;

	StuckManner(EventLoop loop, int floodBytes) {
		this.loop = loop;
		this.floodBytes = floodBytes;
	}

	@Override
	public Group group() {
		return Group.STUCK;
	}

	@Override
	public int receiveBuffer() {
		return RECEIVE_BUFFER;
	}

	@Override
	public void settle(WebSocketPeer peer, CompletableFuture<Void> settled) {
		peer.pauseReading();
		peer.send("/flood " + this.floodBytes);
		this.loop.schedule(FILLING, () -> settled.complete(null));
	}

	@Override
	public void serverHasStopped(WebSocketPeer peer) {
		peer.resumeReading();
	}

}
