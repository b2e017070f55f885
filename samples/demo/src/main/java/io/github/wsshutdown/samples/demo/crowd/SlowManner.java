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
 * Says something that the server has to think about, and waits for the reply.
 */
final class SlowManner implements Manner {

	private static final String QUESTION = "What is the answer?";

	private final Duration slowness;

	private CompletableFuture<Void> settled = new CompletableFuture<>();

	private volatile boolean answered;

	SlowManner(Duration slowness) {
		this.slowness = slowness;
	}

	@Override
	public Group group() {
		return Group.SLOW;
	}

	@Override
	public void settle(WebSocketPeer peer, CompletableFuture<Void> settled) {
		this.settled = settled;
		peer.send("/slow " + this.slowness.toMillis() + " " + QUESTION);
	}

	@Override
	public void heard(String text) {
		if (text.endsWith(QUESTION)) {
			this.answered = true;
		}
		else {
			this.settled.complete(null);
		}
	}

	boolean isAnswered() {
		return this.answered;
	}

}
