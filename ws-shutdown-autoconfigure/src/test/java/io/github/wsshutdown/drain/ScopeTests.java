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

package io.github.wsshutdown.drain;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScopeTests {

	private static final Scope KIND = Scope.kind(DrainHarness.STREAM);

	private static final Scope ENDPOINT = Scope.endpoint("/ws");

	@Test
	void everythingIncludesAll() {
		assertThat(Scope.everything().includes(DrainHarness.STREAM, "/ws")).isTrue();
		assertThat(Scope.everything()).hasToString("everything");
	}

	@Test
	void kindIncludesThatKindAtEveryEndpoint() {
		assertThat(KIND.includes(DrainHarness.STREAM, "/x")).isTrue();
		assertThat(KIND.includes(DrainHarness.WEBSOCKET, "/x")).isFalse();
		assertThat(KIND).hasToString("kind stream");
	}

	@Test
	void endpointIncludesEveryKindAtThatEndpoint() {
		assertThat(ENDPOINT.includes(DrainHarness.STREAM, "/ws")).isTrue();
		assertThat(ENDPOINT.includes(DrainHarness.WEBSOCKET, "/ws/1")).isFalse();
		assertThat(ENDPOINT).hasToString("endpoint /ws");
	}

	@Test
	void scopeCoversItselfAndWhatIsWithin() {
		assertThat(Scope.everything().covers(KIND)).isTrue();
		assertThat(Scope.everything().covers(Scope.everything())).isTrue();
		assertThat(KIND.covers(Scope.kind(new Kind("stream")))).isTrue();
		assertThat(ENDPOINT.covers(Scope.endpoint("/ws"))).isTrue();
	}

	@Test
	void scopeDoesNotCoverWhatIsPartlyOutside() {
		assertThat(KIND.covers(Scope.everything())).isFalse();
		assertThat(KIND.covers(ENDPOINT)).isFalse();
		assertThat(ENDPOINT.covers(KIND)).isFalse();
		assertThat(ENDPOINT.covers(Scope.everything())).isFalse();
	}

}
