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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link StompHeartbeats}.
 */
class StompHeartbeatsTests {

	@Test
	void tasksRunOnADaemonThreadThatIsNamed() {
		CompletableFuture<Thread> seen = new CompletableFuture<>();
		try (StompHeartbeats heartbeats = new StompHeartbeats()) {
			assertThat(heartbeats.scheduler()).isSameAs(heartbeats.scheduler());
			heartbeats.scheduler()
				.scheduleWithFixedDelay(() -> seen.complete(Thread.currentThread()), Duration.ofMillis(1));
			assertThat(seen).succeedsWithin(Duration.ofSeconds(10)).satisfies((thread) -> {
				assertThat(thread.getName()).startsWith("ws-shutdown-heartbeat-");
				assertThat(thread.isDaemon()).isTrue();
			});
		}
	}

	@Test
	void unusedOneIsClosedWithoutHavingStartedAnything() {
		assertThatNoException().isThrownBy(() -> new StompHeartbeats().close());
	}

}
