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
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections that turn out to be within the closed gate when they are established, while
 * something else happens.
 */
class LateArrivalTests {

	private static final Scope ROOMS = Scope.endpoint("/chat/{room}");

	private static final Scope OTHERS = Scope.endpoint("/other");

	private final DrainHarness harness = new DrainHarness();

	private final RecordingConnection late = this.harness.connection(DrainHarness.WEBSOCKET, "/chat/{room}");

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void isAskedOnceTheDrainIsOver() {
		drain(ROOMS);
		arriveDuring(() -> {
		});
		assertThat(this.late.asked()).hasSize(1);
	}

	@Test
	void isNotAskedAfterUndrain() {
		this.harness.open(DrainHarness.WEBSOCKET, "/chat/{room}").neverAnswers();
		drain(ROOMS);
		arriveDuring(this.harness.drainer()::undrain);
		assertIsLeftAlone();
	}

	@Test
	void isNotAskedAfterADrainThatIsOverWasUndone() {
		drain(ROOMS);
		arriveDuring(this.harness.drainer()::undrain);
		assertIsLeftAlone();
	}

	@Test
	void isNotAskedAfterUndrainOfAPartBehindTheGateOfAnEarlierDrain() {
		drain(ROOMS);
		this.harness.open().neverAnswers();
		drain(Scope.everything().share(100));
		arriveDuring(this.harness.drainer()::undrain);
		assertIsLeftAlone();
	}

	@Test
	void isNotAskedAfterUndrainThoughTheGateWasClosedFurtherBefore() {
		drain(ROOMS);
		arriveDuring(() -> {
			drain(OTHERS);
			this.harness.drainer().undrain();
		});
		assertIsLeftAlone();
	}

	@Test
	void isAskedOnceThoughTheGateIsClosedFurther() {
		drain(ROOMS);
		arriveDuring(() -> drain(OTHERS));
		this.harness.advanceSeconds(60);
		assertThat(this.late.asked()).hasSize(1);
	}

	@Test
	void isTakenUpByTheDrainThatClosesTheGateFurther() {
		this.harness.open(DrainHarness.WEBSOCKET, "/other").neverAnswers();
		this.late.neverAnswers();
		drain(ROOMS);
		arriveDuring(() -> drain(OTHERS));
		assertThat(this.late.asked()).hasSize(1);
		this.harness.advance(DrainHarness.TIMEOUT);
		assertThat(this.late.cut()).containsExactly(DrainHarness.TIMEOUT);
	}

	private void drain(Scope scope) {
		this.harness.drain(scope, DrainHarness.TIMEOUT);
	}

	/**
	 * Establishes one that was let in by its path, and does something when it is seen who
	 * closed the gate, and before that drain learns of it.
	 */
	private void arriveDuring(Runnable action) {
		AtomicBoolean done = new AtomicBoolean();
		Admission admission = this.harness.reserve(DrainHarness.WEBSOCKET, "/chat/42");
		this.late.onInfo(() -> {
			if (done.compareAndSet(false, true)) {
				action.run();
			}
		});
		admission.established(this.late);
		assertThat(done).isTrue();
	}

	private void assertIsLeftAlone() {
		this.harness.advance(Duration.ofMinutes(1));
		assertThat(this.harness.state()).isEqualTo(DrainState.ACCEPTING);
		assertThat(this.late.asked()).isEmpty();
		assertThat(this.late.cut()).isEmpty();
	}

}
