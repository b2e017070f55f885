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

package io.github.wsshutdown.servlet;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.StubAdmission;
import io.github.wsshutdown.container.StubWire;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.FakeTimer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link InFlight}.
 */
class InFlightTests {

	private final StubAdmission admission = new StubAdmission("/chat");

	private final Handshake handshake = new Handshake(this.admission, "/chat");

	private final StubSession session = new StubSession().with(Handshake.ATTRIBUTE, this.handshake);

	@BeforeEach
	void establish() throws Exception {
		this.handshake.upgraded(new StubWire());
		new TrackingHandler(new AbstractWebSocketHandler() {
		}, new CoarseClock(), CloseLanes.on(new FakeTimer(), Runnable::run), List.of())
			.afterConnectionEstablished(this.session);
	}

	@Test
	void workKeepsTheConnectionBusyUntilItIsClosed() {
		InFlight first = InFlight.begin(this.session);
		InFlight second = InFlight.begin(this.session);
		assertThat(inFlight()).isEqualTo(2);
		first.close();
		assertThat(inFlight()).isEqualTo(1);
		second.close();
		assertThat(inFlight()).isZero();
	}

	@Test
	void workIsEndedOnceHoweverOftenItIsClosed() {
		InFlight first = InFlight.begin(this.session);
		InFlight second = InFlight.begin(this.session);
		first.close();
		first.close();
		first.close();
		assertThat(inFlight()).isEqualTo(1);
		second.close();
	}

	@Test
	void workMayBeEndedByAnotherThread() throws Exception {
		InFlight work = InFlight.begin(this.session);
		Thread other = new Thread(work::close);
		other.start();
		other.join(5000);
		assertThat(inFlight()).isZero();
	}

	@Test
	void decoratedSessionIsTheSameConnection() {
		InFlight work = InFlight.begin(new ConcurrentWebSocketSessionDecorator(this.session, 1000, 1000));
		assertThat(inFlight()).isEqualTo(1);
		work.close();
		assertThat(inFlight()).isZero();
	}

	@Test
	void workForASessionThatIsNotTrackedIsHarmless() {
		assertThatNoException().isThrownBy(() -> {
			InFlight work = InFlight.begin(new StubSession());
			work.close();
			work.close();
		});
		assertThat(inFlight()).isZero();
	}

	@Test
	void attributesOfTheSessionDoAsWell() {
		InFlight work = InFlight.begin(this.session.getAttributes());
		assertThat(inFlight()).isEqualTo(1);
		work.close();
		InFlight.begin((Map<String, Object>) null).close();
		assertThat(inFlight()).isZero();
	}

	private int inFlight() {
		return this.admission.connection().activity().inFlight();
	}

}
