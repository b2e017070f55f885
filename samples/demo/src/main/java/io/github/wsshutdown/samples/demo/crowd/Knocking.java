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

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.wsshutdown.samples.demo.seen.Knock;

/**
 * Those who come while the server is stopping: many in the first second, then a few until
 * the end.
 */
final class Knocking {

	private static final int EARLY = 20;

	private static final int MOST = 50;

	private static final Duration EARLY_INTERVAL = Duration.ofMillis(50);

	private static final Duration LATE_INTERVAL = Duration.ofMillis(500);

	private final EventLoop loop;

	private final InetSocketAddress server;

	private final String path;

	private final List<Knock> knocks = new ArrayList<>();

	private final CompletableFuture<List<Knock>> finished = new CompletableFuture<>();

	private int attempts;

	private boolean stopped;

	Knocking(EventLoop loop, InetSocketAddress server, String path) {
		this.loop = loop;
		this.server = server;
		this.path = path;
	}

	void begin() {
		this.loop.execute(this::knock);
	}

	/**
	 * Finish the early attempts if need be, and return what became of all.
	 */
	CompletableFuture<List<Knock>> finish() {
		this.loop.execute(() -> {
			this.stopped = true;
			finishIfDone();
		});
		return this.finished;
	}

	private void knock() {
		if (isDone()) {
			return;
		}
		this.attempts++;
		new WebSocketPeer(this.loop, this::ended).connect(this.server, this.path, 0);
		this.loop.schedule((this.attempts < EARLY) ? EARLY_INTERVAL : LATE_INTERVAL, this::knock);
	}

	private boolean isDone() {
		return this.attempts >= MOST || (this.stopped && this.attempts >= EARLY);
	}

	private void ended(Ending ending) {
		this.knocks.add(classify(ending));
		finishIfDone();
	}

	private void finishIfDone() {
		if (this.stopped && isDone() && this.knocks.size() == this.attempts) {
			this.finished.complete(List.copyOf(this.knocks));
		}
	}

	static Knock classify(Ending ending) {
		if (ending.response().isEmpty()) {
			return Knock.NO_ANSWER;
		}
		if (ending.isHandshakeAccepted()) {
			return ending.close().isPresent() ? Knock.CLOSED : Knock.CUT;
		}
		boolean polite = ending.response()
			.filter((head) -> head.status() == 503)
			.flatMap((head) -> head.header("retry-after"))
			.isPresent();
		return polite ? Knock.REFUSED : Knock.OTHER;
	}

}
