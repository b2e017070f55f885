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
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.servlet.OpenedSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RelayEcho}.
 */
class RelayEchoTests {

	static final Departure DEPARTURE = new Departure(OptionalInt.of(1001), "", Duration.ofSeconds(5));

	private final FakeTimer timer = new FakeTimer();

	@Test
	void sessionOnWhichAMessageWasInFlightIsClosedAMomentLater() throws Exception {
		OpenedSession session = open();
		session.activity().begin();
		session.activity().end();
		session.connection().leave(DEPARTURE);
		this.timer.advance(Duration.ofMillis(999));
		assertThat(session.closes()).isZero();
		this.timer.advance(Duration.ofMillis(1));
		assertThat(session.closes()).isOne();
	}

	@Test
	void sessionThatHasBeenIdleIsClosedAtOnce() throws Exception {
		OpenedSession session = open();
		session.activity().begin();
		session.activity().end();
		this.timer.advance(Duration.ofSeconds(3));
		session.connection().leave(DEPARTURE);
		assertThat(session.closes()).isOne();
	}

	private OpenedSession open() throws Exception {
		OpenedSession session = new OpenedSession(this.timer);
		new RelayEcho(this.timer).accept(session.connection());
		return session;
	}

}
