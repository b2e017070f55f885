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

package io.github.wsshutdown.stomp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.servlet.TrackedSession;

/**
 * Lets what a session has just sent come back by way of an external broker: replies and
 * receipts, whose way there and back is not seen. A session on which something was in
 * flight a moment ago is closed a moment later.
 */
public final class RelayEcho implements Consumer<TrackedSession> {

	private static final Duration MOMENT = Duration.ofSeconds(1);

	private final Timer timer;

	/**
	 * Creates the echo.
	 * @param timer measures the moment
	 */
	public RelayEcho(Timer timer) {
		this.timer = timer;
	}

	@Override
	public void accept(TrackedSession session) {
		session.beforeLeaving(() -> (session.activity().idleSeconds() > MOMENT.toSeconds())
				? CompletableFuture.completedStage(null) : moment());
	}

	private CompletionStage<?> moment() {
		CompletableFuture<Void> over = new CompletableFuture<>();
		this.timer.schedule(MOMENT, () -> over.complete(null));
		return over;
	}

}
