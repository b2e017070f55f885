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
import java.util.concurrent.TimeUnit;

import io.github.wsshutdown.samples.demo.seen.Group;

/**
 * Sends at a steady rate in a room of its own, and reads what the room answers.
 */
final class ChattyManner implements Manner {

	/** One that is further behind does not try to make up for it. */
	private static final long MAX_BEHIND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final EventLoop loop;

	private final int room;

	private final String message;

	private final long intervalNanos;

	private long next;

	ChattyManner(EventLoop loop, int room, int messageBytes, Duration interval) {
		this.loop = loop;
		this.room = room;
		this.message = "x".repeat(messageBytes);
		this.intervalNanos = interval.toNanos();
	}

	@Override
	public Group group() {
		return Group.CHATTY;
	}

	@Override
	public String query() {
		return "?room=" + this.room;
	}

	@Override
	public void settle(WebSocketPeer peer, CompletableFuture<Void> settled) {
		this.next = System.nanoTime();
		talk(peer);
		settled.complete(null);
	}

	private void talk(WebSocketPeer peer) {
		if (peer.isOver()) {
			return;
		}
		if (peer.isFlushed()) {
			peer.send(this.message);
		}
		this.next = Math.max(this.next + this.intervalNanos, System.nanoTime() - MAX_BEHIND_NANOS);
		this.loop.scheduleAt(this.next, () -> talk(peer));
	}

}
