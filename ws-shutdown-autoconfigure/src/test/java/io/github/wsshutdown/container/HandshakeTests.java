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

package io.github.wsshutdown.container;

import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Handshake}.
 */
class HandshakeTests {

	private final StubAdmission first = new StubAdmission("/path/1");

	private final StubWire wire = new StubWire();

	private final Handshake handshake = new Handshake(this.first, "/path/1");

	@Test
	void hasNoWireBeforeTheUpgrade() {
		assertThat(this.handshake.wire()).isNull();
		assertThat(this.handshake.endpoint()).isEqualTo("/path/1");
	}

	@Test
	void reservationForThePatternReplacesTheOneForThePath() {
		StubAdmission second = new StubAdmission("/path/{id}");
		this.handshake.at(second, "/path/{id}");
		assertThat(this.handshake.endpoint()).isEqualTo("/path/{id}");
		assertThat(this.first.isReleased()).isTrue();
		assertThat(second.isReleased()).isFalse();
		this.handshake.release();
		assertThat(second.isReleased()).isTrue();
	}

	@Test
	void endOfTheWireReleasesAReservationThatCameToNothing() {
		this.handshake.upgraded(this.wire);
		assertThat(this.handshake.wire()).isSameAs(this.wire);
		assertThat(this.first.isReleased()).isFalse();
		this.wire.end(Outcome.PEER_GONE);
		assertThat(this.first.isReleased()).isTrue();
	}

	@Test
	void endOfTheWireReleasesTheReservationThatIsHeldByThen() {
		this.handshake.upgraded(this.wire);
		StubAdmission second = new StubAdmission("/path/{id}");
		this.handshake.at(second, "/path/{id}");
		this.wire.end(Outcome.PEER_GONE);
		assertThat(second.isReleased()).isTrue();
	}

	@Test
	void wireThatEndedBeforeItWasToldReleasesAtOnce() {
		this.wire.end(Outcome.PEER_GONE);
		this.handshake.upgraded(this.wire);
		assertThat(this.first.isReleased()).isTrue();
	}

	@Test
	void establishedConnectionIsNotReleased() {
		Connection connection = new StubConnection(this.wire);
		this.handshake.established(connection);
		this.handshake.release();
		assertThat(this.first.connection()).isSameAs(connection);
		assertThat(this.first.isReleased()).isFalse();
	}

	private record StubConnection(StubWire wire) implements Connection {

		@Override
		public ConnectionInfo info() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Activity activity() {
			return new Activity(new CoarseClock());
		}

		@Override
		public void leave(Departure departure) {
		}

		@Override
		public void terminate() {
		}

		@Override
		public CompletionStage<Outcome> ended() {
			return this.wire.ended();
		}

	}

}
