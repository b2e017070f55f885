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

package io.github.wsshutdown.tests.contract;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.wsshutdown.drain.DrainState;
import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.Attempt;
import io.github.wsshutdown.tests.client.NoResponseException;
import io.github.wsshutdown.tests.client.ResponseHead;
import io.github.wsshutdown.tests.client.WireClient;

/**
 * Some who make one handshake after another until they are refused.
 */
final class Knockers {

	private static final int MOST = 200;

	private final RunningApplication application;

	private final Queue<WireClient> admitted = new ConcurrentLinkedQueue<>();

	private final Queue<ResponseHead> refusedUntilDrained = new ConcurrentLinkedQueue<>();

	private final Queue<ResponseHead> refusedAfterwards = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<?> end;

	private Knockers(RunningApplication application, int number) {
		this.application = application;
		this.end = CompletableFuture.allOf(IntStream.range(0, number)
			.mapToObj((i) -> CompletableFuture.runAsync(this::knock, (task) -> new Thread(task, "knocker").start()))
			.toArray(CompletableFuture<?>[]::new));
	}

	static Knockers start(RunningApplication application, int number) {
		return new Knockers(application, number);
	}

	private void knock() {
		Drainer drainer = this.application.drainer();
		for (int i = 0; i < MOST; i++) {
			try {
				Attempt attempt = this.application.knock(Endpoints.COMMANDS).attempt();
				if (!attempt.response().isSwitching()) {
					attempt.close();
					((drainer.state() != DrainState.DRAINED) ? this.refusedUntilDrained : this.refusedAfterwards)
						.add(attempt.response());
					return;
				}
				this.admitted.add(attempt.open());
			}
			catch (NoResponseException ex) {
				// The server does not listen any more.
				return;
			}
		}
	}

	void awaitEnd() {
		this.end.orTimeout(RunningApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

	List<WireClient> admitted() {
		return List.copyOf(this.admitted);
	}

	/**
	 * Returns what those were told who were refused before the drain was over: by the
	 * gate, and by nothing else.
	 */
	List<ResponseHead> refusedUntilDrained() {
		return List.copyOf(this.refusedUntilDrained);
	}

	/**
	 * Returns what those were told who may have been refused after the drain: if the
	 * server stops then, maybe by the server itself.
	 */
	List<ResponseHead> refusedAfterwards() {
		return List.copyOf(this.refusedAfterwards);
	}

}
