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

package io.github.wsshutdown.jakarta;

import java.util.List;

import jakarta.websocket.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.StubAdmission;
import io.github.wsshutdown.container.StubWire;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.FakeTimer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link InFlight}.
 */
class InFlightTests {

	private final StubSession stub = new StubSession();

	private final Session session = this.stub.asSession();

	private Activity activity;

	@BeforeEach
	void open() {
		Handshake handshake = new Handshake(new StubAdmission("/chat"), "/chat");
		handshake.upgraded(new StubWire());
		this.activity = new SessionTracker(new CoarseClock(), CloseLanes.on(new FakeTimer(), Runnable::run), List.of())
			.opened(handshake, this.session, "/chat");
		this.activity.endHere();
	}

	@Test
	void workKeepsTheConnectionBusyUntilItIsClosed() {
		InFlight first = InFlight.begin(this.session);
		InFlight second = InFlight.begin(this.session);
		assertThat(this.activity.inFlight()).isEqualTo(2);
		first.close();
		assertThat(this.activity.inFlight()).isOne();
		second.close();
		assertThat(this.activity.inFlight()).isZero();
	}

	@Test
	void workIsEndedOnceHoweverOftenItIsClosed() {
		InFlight first = InFlight.begin(this.session);
		InFlight second = InFlight.begin(this.session);
		first.close();
		first.close();
		assertThat(this.activity.inFlight()).isOne();
		second.close();
	}

	@Test
	void workMayBeEndedByAnotherThread() throws Exception {
		InFlight work = InFlight.begin(this.session);
		Thread other = new Thread(work::close);
		other.start();
		other.join(5000);
		assertThat(this.activity.inFlight()).isZero();
	}

	@Test
	void workThatOutlastsTheSessionIsEnded() {
		InFlight work = InFlight.begin(this.session);
		this.stub.closed();
		work.close();
		assertThat(this.activity.inFlight()).isZero();
	}

	@Test
	void workForASessionThatIsNotTrackedIsHarmless() {
		assertThatNoException().isThrownBy(() -> InFlight.begin(new StubSession().asSession()).close());
	}

	@Test
	void workForASessionThatIsClosedIsHarmless() {
		this.stub.closed();
		assertThatNoException().isThrownBy(() -> InFlight.begin(this.session).close());
	}

}
