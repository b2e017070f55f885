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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
	void intersectionIncludesWhatBothDo() {
		Scope both = KIND.and(ENDPOINT);
		assertThat(both.includes(DrainHarness.STREAM, "/ws")).isTrue();
		assertThat(both.includes(DrainHarness.STREAM, "/x")).isFalse();
		assertThat(both.includes(DrainHarness.WEBSOCKET, "/ws")).isFalse();
		assertThat(KIND.covers(both)).isTrue();
		assertThat(ENDPOINT.covers(both)).isTrue();
		assertThat(both.covers(KIND)).isFalse();
		assertThat(both.covers(ENDPOINT.and(KIND))).isTrue();
		assertThat(both).hasToString("kind stream and endpoint /ws");
	}

	@Test
	void intersectionOfALargerAndASmallerScopeIsTheSmaller() {
		assertThat(Scope.everything().and(KIND)).isEqualTo(KIND);
		assertThat(KIND.and(Scope.everything())).isEqualTo(KIND);
		assertThat(KIND.and(KIND)).isEqualTo(KIND);
	}

	@Test
	void partIsCoveredByItsWholeAndByNoOtherPart() {
		Scope part = KIND.share(10);
		assertThat(Scope.everything().covers(part)).isTrue();
		assertThat(KIND.covers(part)).isTrue();
		assertThat(part.covers(part)).isTrue();
		assertThat(part.covers(KIND)).isFalse();
		assertThat(part.covers(KIND.share(5))).isFalse();
		assertThat(ENDPOINT.covers(part)).isFalse();
	}

	@Test
	void onlyAPartLeavesTheGateOpen() {
		assertThat(KIND.and(ENDPOINT).closesGate()).isTrue();
		assertThat(KIND.share(100).closesGate()).isFalse();
		assertThat(KIND.ofUser("ann").closesGate()).isFalse();
	}

	@Test
	void partSaysWhatItIsOf() {
		assertThat(ENDPOINT.ofUser("ann").share(10)).hasToString("10 % of endpoint /ws of one user");
		assertThat(ENDPOINT.share(10).ofUser("ann")).isEqualTo(ENDPOINT.ofUser("ann").share(10));
	}

	@Test
	void shareIsAPercentage() {
		assertThatIllegalArgumentException().isThrownBy(() -> KIND.share(0))
			.withMessage("percent 0 must be from 1 to 100");
		assertThatIllegalArgumentException().isThrownBy(() -> KIND.share(101));
	}

	@Test
	void aConnectionHasOneUser() {
		assertThat(KIND.ofUser("ann").ofUser("ann")).isEqualTo(KIND.ofUser("ann"));
		assertThatIllegalArgumentException().isThrownBy(() -> KIND.ofUser("ann").ofUser("bob"));
	}

	@Test
	void partsAreTakenOfAnIntersectionAndNotTheOtherWayRound() {
		assertThatIllegalArgumentException().isThrownBy(() -> KIND.ofUser("ann").and(ENDPOINT))
			.withMessageContaining("use and(…) before");
	}

	@Test
	void scopeDoesNotCoverWhatIsPartlyOutside() {
		assertThat(KIND.covers(Scope.everything())).isFalse();
		assertThat(KIND.covers(ENDPOINT)).isFalse();
		assertThat(ENDPOINT.covers(KIND)).isFalse();
		assertThat(ENDPOINT.covers(Scope.everything())).isFalse();
	}

}
