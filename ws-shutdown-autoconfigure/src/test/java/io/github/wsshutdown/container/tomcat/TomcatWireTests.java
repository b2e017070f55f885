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

package io.github.wsshutdown.container.tomcat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.websocket.Session;
import org.apache.coyote.http11.upgrade.UpgradeInfo;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wsshutdown.drain.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link TomcatWire}.
 */
class TomcatWireTests {

	private final UpgradeInfo upgradeInfo = new UpgradeInfo();

	private final TomcatWire wire = new TomcatWire(this.upgradeInfo);

	static Stream<Arguments> whatIsSeen() {
		return Stream.of(
				seen("peer answers our close", Outcome.PEER_ANSWERED, Event.WE_CLOSE, Event.FRAME_WRITTEN,
						Event.PEER_CLOSES, Event.END),
				seen("peer closes of its own accord", Outcome.PEER_ANSWERED, Event.READING, Event.PEER_CLOSES,
						Event.END),
				seen("closes cross", Outcome.PEER_ANSWERED, Event.PEER_CLOSES, Event.WE_CLOSE, Event.FRAME_WRITTEN,
						Event.END),
				seen("peer closes while our frame cannot be written", Outcome.PEER_ANSWERED, Event.WE_CLOSE,
						Event.FRAME_NOT_WRITTEN, Event.PEER_CLOSES, Event.END),
				seen("peer has answered before it is cut", Outcome.PEER_ANSWERED, Event.WE_CLOSE, Event.FRAME_WRITTEN,
						Event.PEER_CLOSES, Event.CUT),
				seen("peer has closed before time is over", Outcome.PEER_ANSWERED, Event.WE_CLOSE, Event.PEER_CLOSES,
						Event.CUT_OUT_OF_TIME),
				seen("TCP ends before anybody closes", Outcome.PEER_GONE, Event.END),
				seen("end of TCP is read before anybody closes", Outcome.PEER_GONE, Event.READING, Event.END),
				seen("TCP breaks while our frame is written", Outcome.PEER_GONE, Event.WE_CLOSE,
						Event.FRAME_NOT_WRITTEN, Event.END),
				seen("end of TCP is read instead of an answer", Outcome.PEER_GONE, Event.WE_CLOSE, Event.FRAME_WRITTEN,
						Event.READING, Event.END),
				seen("container ends TCP without an answer", Outcome.CLOSED_UNCONFIRMED, Event.WE_CLOSE,
						Event.FRAME_WRITTEN, Event.END),
				seen("container ends TCP after reading something else", Outcome.CLOSED_UNCONFIRMED, Event.WE_CLOSE,
						Event.FRAME_WRITTEN, Event.READING, Event.READ, Event.END),
				seen("frame not written within its budget", Outcome.FAILED, Event.WE_CLOSE, Event.CUT_OUT_OF_TIME,
						Event.FRAME_NOT_WRITTEN, Event.END),
				seen("out of time, then the deadline", Outcome.FAILED, Event.WE_CLOSE, Event.CUT_OUT_OF_TIME,
						Event.CUT),
				seen("cut while idle", Outcome.TERMINATED, Event.CUT),
				seen("cut after an unanswered frame", Outcome.TERMINATED, Event.WE_CLOSE, Event.FRAME_WRITTEN,
						Event.CUT),
				seen("cut while the frame is written", Outcome.TERMINATED, Event.WE_CLOSE, Event.CUT,
						Event.FRAME_NOT_WRITTEN, Event.CUT_OUT_OF_TIME, Event.END));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("whatIsSeen")
	void whatIsSeenDecidesTheOutcome(String what, Outcome outcome, List<Event> events) {
		see(events.toArray(Event[]::new));
		assertThat(this.wire.ended().toCompletableFuture()).isCompletedWithValue(outcome);
	}

	@Test
	void writtenFrameStaysWrittenIfALaterOneIsNot() {
		see(Event.WE_CLOSE, Event.FRAME_WRITTEN, Event.FRAME_NOT_WRITTEN, Event.END);
		assertThat(this.wire.ended().toCompletableFuture()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
	}

	@Test
	void hasNotEndedBeforeTheTransportHas() {
		see(Event.WE_CLOSE, Event.FRAME_WRITTEN, Event.PEER_CLOSES);
		assertThat(this.wire.ended().toCompletableFuture()).isNotDone();
	}

	@Test
	void firstEndCounts() {
		see(Event.END, Event.PEER_CLOSES, Event.CUT, Event.END);
		assertThat(this.wire.ended().toCompletableFuture()).isCompletedWithValue(Outcome.PEER_GONE);
	}

	@Test
	void outcomeCannotBeForgedFromOutside() {
		this.wire.ended().toCompletableFuture().complete(Outcome.FAILED);
		assertThat(this.wire.ended().toCompletableFuture()).isNotDone();
	}

	@Test
	void codeIsThatOfThePeerWhoCloses() {
		this.wire.closedByPeer(ByteBuffer.wrap(new byte[] { (byte) 0xea, 0x60, 'x' }));
		assertThat(this.wire.closeCode()).hasValue(60000);
		this.wire.closing(status(1000));
		see(Event.PEER_CLOSES, Event.FRAME_WRITTEN, Event.END);
		assertThat(this.wire.closeCode()).hasValue(60000);
	}

	@Test
	void codeIsThatOfOurCloseWhateverThePeerAnswers() {
		this.wire.closing(status(1001));
		assertThat(this.wire.closeCode()).isEmpty();
		this.wire.closedByPeer(status(1000));
		see(Event.PEER_CLOSES, Event.FRAME_WRITTEN, Event.END);
		assertThat(this.wire.closeCode()).hasValue(1001);
	}

	@Test
	void codeIsThatOfOurCloseIfItIsNotAnswered() {
		this.wire.closing(status(1001));
		see(Event.FRAME_WRITTEN, Event.END);
		assertThat(this.wire.closeCode()).hasValue(1001);
	}

	@Test
	void closeThatIsNotWrittenIsNone() {
		this.wire.closing(status(1001));
		see(Event.FRAME_NOT_WRITTEN, Event.END);
		assertThat(this.wire.closeCode()).hasValue(1006);
	}

	@Test
	void closeWithoutAStatusHasTheCodeThatStandsForThat() {
		this.wire.closedByPeer(ByteBuffer.allocate(0));
		assertThat(this.wire.closeCode()).hasValue(1005);
		TomcatWire other = new TomcatWire(this.upgradeInfo);
		other.closedByPeer(null);
		assertThat(other.closeCode()).hasValue(1005);
	}

	@Test
	void endWithoutACloseHasTheCodeThatStandsForThat() {
		see(Event.END);
		assertThat(this.wire.closeCode()).hasValue(1006);
	}

	@Test
	void codeOfAPeersCloseThatWasNotReadIsNotKnown() {
		see(Event.PEER_CLOSES, Event.END);
		assertThat(this.wire.closeCode()).isEmpty();
	}

	@Test
	void cutClosesTheSocket() {
		SocketWrapperBase<?> socket = mock();
		this.wire.connectedTo(socket);
		this.wire.cut(Outcome.TERMINATED);
		this.wire.cut(Outcome.TERMINATED);
		verify(socket, atLeastOnce()).close();
	}

	@Test
	void socketThatDidNotSurviveTheCloseHasEnded() {
		SocketWrapperBase<?> socket = mock();
		given(socket.isClosed()).willReturn(false, true);
		this.wire.connectedTo(socket);
		this.wire.afterClose();
		assertThat(this.wire.ended().toCompletableFuture()).isNotDone();
		this.wire.afterClose();
		assertThat(this.wire.ended().toCompletableFuture()).succeedsWithin(0, TimeUnit.SECONDS);
	}

	@Test
	void closeBeforeTheSocketIsKnownIsHarmless() {
		this.wire.afterClose();
		assertThat(this.wire.ended().toCompletableFuture()).isNotDone();
	}

	@Test
	void isWritingWhileMorePartsHaveBegunThanWereSent() {
		assertThat(this.wire.isWriting()).isFalse();
		this.wire.writing(2);
		assertThat(this.wire.isWriting()).isTrue();
		this.upgradeInfo.addMsgsSent(1);
		assertThat(this.wire.isWriting()).isTrue();
		this.upgradeInfo.addMsgsSent(1);
		assertThat(this.wire.isWriting()).isFalse();
	}

	@Test
	void containersOwnLimitIsBeyondTheBudgetWhateverTheStatus() {
		Map<String, Object> userProperties = new HashMap<>();
		Session session = mock();
		given(session.getUserProperties()).willReturn(userProperties);
		this.wire.beforeClose(session, Duration.ofSeconds(7));
		assertThat(userProperties).containsOnly(
				Map.entry("org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT", 8000L),
				Map.entry("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", 8000L));
	}

	@Test
	void sessionThatIsClosedMeanwhileIsHarmless() {
		Session session = mock();
		given(session.getUserProperties()).willThrow(new IllegalStateException("closed"));
		assertThatNoException().isThrownBy(() -> this.wire.beforeClose(session, Duration.ofSeconds(5)));
	}

	private static ByteBuffer status(int code) {
		return ByteBuffer.allocate(2).putShort((short) code).flip();
	}

	private void see(Event... events) {
		for (Event event : events) {
			event.happensTo.accept(this.wire);
		}
	}

	private static Arguments seen(String what, Outcome outcome, Event... events) {
		return Arguments.of(what, outcome, List.of(events));
	}

	private enum Event {

		WE_CLOSE((wire) -> wire.beforeClose(null, Duration.ofMinutes(1))),

		FRAME_WRITTEN((wire) -> wire.closeWritten(true)),

		FRAME_NOT_WRITTEN((wire) -> wire.closeWritten(false)),

		PEER_CLOSES(TomcatWire::peerClosed),

		READING((wire) -> wire.dispatching(true)),

		READ((wire) -> wire.dispatching(false)),

		CUT((wire) -> wire.cut(Outcome.TERMINATED)),

		CUT_OUT_OF_TIME((wire) -> wire.cut(Outcome.FAILED)),

		END(TomcatWire::transportEnded);

		private final Consumer<TomcatWire> happensTo;

		Event(Consumer<TomcatWire> happensTo) {
			this.happensTo = happensTo;
		}

	}

}
