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

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JoiningTests {

	private static final Scope WEBSOCKETS = Scope.kind(DrainHarness.WEBSOCKET);

	private final DrainHarness harness = new DrainHarness();

	@BeforeEach
	void open() {
		this.harness.open().neverAnswers();
	}

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void sameRequestJoins() {
		Drain running = this.harness.drain();
		assertThat(this.harness.drain()).isSameAs(running);
	}

	@Test
	void requestWithLaterDeadlineJoins() {
		Drain running = this.harness.drain();
		this.harness.advanceSeconds(5);
		assertThat(this.harness.drain(Scope.everything(), Duration.ofSeconds(15))).isSameAs(running);
		assertThat(this.harness.drain(Scope.everything(), Duration.ofMinutes(1))).isSameAs(running);
	}

	@Test
	void smallerScopeJoins() {
		Drain running = this.harness.drain();
		assertThat(this.harness.drain(WEBSOCKETS, DrainHarness.TIMEOUT)).isSameAs(running);
		assertThat(this.harness.drain(Scope.endpoint("/ws"), DrainHarness.TIMEOUT)).isSameAs(running);
	}

	@Test
	void requestWithEarlierDeadlineIsRefused() {
		Drain running = this.harness.drain();
		assertRefused(running, Scope.everything(), DrainHarness.TIMEOUT.minusNanos(1));
	}

	@Test
	void largerOrOtherScopeIsRefused() {
		Drain running = this.harness.drain(WEBSOCKETS, DrainHarness.TIMEOUT);
		assertRefused(running, Scope.everything(), DrainHarness.TIMEOUT);
		assertRefused(running, Scope.kind(DrainHarness.STREAM), DrainHarness.TIMEOUT);
		assertRefused(running, Scope.endpoint("/ws"), DrainHarness.TIMEOUT);
	}

	@Test
	void refusedRequestChangesNothing() {
		Drain running = this.harness.drain(WEBSOCKETS, DrainHarness.TIMEOUT);
		assertRefused(running, Scope.everything(), DrainHarness.TIMEOUT);
		assertThat(this.harness.admits(DrainHarness.STREAM, "/events")).isTrue();
		assertThat(this.harness.drainer().undrain()).isTrue();
	}

	@Test
	void everyRequestJoinsAShutdown() {
		Drain running = this.harness.shutdown(DrainHarness.TIMEOUT);
		assertThat(this.harness.drain(WEBSOCKETS, DrainHarness.TIMEOUT)).isSameAs(running);
		assertThat(this.harness.drain(Scope.everything(), Duration.ofSeconds(1))).isSameAs(running);
		assertThat(this.harness.shutdown(DrainHarness.TIMEOUT)).isSameAs(running);
	}

	@Test
	void requestAfterTheReportStartsAnew() {
		Drain first = this.harness.drain(WEBSOCKETS, DrainHarness.TIMEOUT);
		this.harness.advance(DrainHarness.TIMEOUT);
		Drain second = this.harness.drain(Scope.everything(), Duration.ofSeconds(1));
		assertThat(second).isNotSameAs(first);
		assertThat(DrainHarness.reportOf(second).total()).isZero();
	}

	private void assertRefused(Drain running, Scope scope, Duration timeout) {
		assertThatExceptionOfType(DrainInProgressException.class).isThrownBy(() -> this.harness.drain(scope, timeout))
			.satisfies((ex) -> assertThat(ex.running()).isSameAs(running))
			.withMessageContaining(running.scope().toString())
			.withMessageContaining(scope.toString());
	}

}
