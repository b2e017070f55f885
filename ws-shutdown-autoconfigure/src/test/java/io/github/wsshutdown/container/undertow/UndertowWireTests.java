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

package io.github.wsshutdown.container.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.undertow.server.DefaultByteBufferPool;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.core.protocol.version13.WebSocket13Channel;
import io.undertow.websockets.extensions.NoopExtensionFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnio.ChannelPipe;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UndertowWire}, on a pipe instead of a socket.
 */
class UndertowWireTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Duration BUDGET = Duration.ofSeconds(5);

	/**
	 * More than a pipe holds.
	 */
	private static final String FLOOD = "x".repeat(4 * 1024 * 1024);

	private static final byte[] MASKED_CLOSE = { (byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xE9 };

	private final FakeTimer timer = new FakeTimer();

	private final CountDownLatch release = new CountDownLatch(1);

	private XnioWorker worker;

	private StreamConnection peer;

	private WebSocketChannel channel;

	private UndertowWire wire;

	@BeforeEach
	void open() throws Exception {
		this.worker = Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
		ChannelPipe<StreamConnection, StreamConnection> pipe = this.worker.createFullDuplexPipeConnection();
		this.peer = pipe.getRightSide();
		this.channel = new WebSocket13Channel(pipe.getLeftSide(), new DefaultByteBufferPool(false, 4096), "ws://x/", "",
				false, false, NoopExtensionFunction.INSTANCE, new HashSet<>(), OptionMap.EMPTY);
		this.channel.getReceiveSetter().set(new AbstractReceiveListener() {
		});
		this.wire = UndertowWire.of(this.channel, pipe.getLeftSide(), this.timer, true);
		this.channel.resumeReceives();
	}

	@AfterEach
	void end() {
		this.release.countDown();
		IoUtils.safeClose(this.channel, this.peer);
		this.worker.shutdownNow();
	}

	@Test
	void closeIsWrittenThoughTheIoThreadIsBlocked() {
		blockIoThread();
		close();
		assertThat(this.wire.isCloseWritten()).isTrue();
		this.timer.advance(BUDGET);
		assertThat(ended()).as("a close that has been written").isNotDone();
	}

	@Test
	void answerToTheCloseIsSeen() throws Exception {
		close();
		assertThat(this.wire.closeCode()).hasValue(1001);
		send(MASKED_CLOSE);
		assertThat(ended()).succeedsWithin(PATIENCE).isEqualTo(Outcome.PEER_ANSWERED);
		assertThat(this.wire.closeCode()).hasValue(1001);
	}

	@Test
	void closeOfThePeerIsSeen() throws Exception {
		send(MASKED_CLOSE);
		assertThat(ended()).succeedsWithin(PATIENCE).isEqualTo(Outcome.PEER_ANSWERED);
	}

	@Test
	void answerThatNeverComesIsNotWaitedForForever() {
		close();
		this.timer.advance(Duration.ofSeconds(30));
		assertThat(ended()).succeedsWithin(PATIENCE).isEqualTo(Outcome.CLOSED_UNCONFIRMED);
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void closeThatIsNotWrittenInItsBudgetIsCutThoughTheIoThreadIsBlocked() {
		WebSockets.sendText(FLOOD, this.channel, null);
		blockIoThread();
		close();
		assertThat(this.wire.isCloseWritten()).isFalse();
		assertThat(this.wire.isWriting()).isTrue();
		this.timer.advance(BUDGET);
		assertThat(ended()).isCompletedWithValue(Outcome.FAILED);
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void cutEndsAtOnceAndLetsWritersGo() throws Exception {
		CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
			try {
				WebSockets.sendTextBlocking(FLOOD, this.channel);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		CountDownLatch writing = new CountDownLatch(1);
		this.channel.getIoThread().execute(writing::countDown);
		writing.await();
		blockIoThread();
		this.wire.cut(Outcome.TERMINATED);
		assertThat(ended()).isCompletedWithValue(Outcome.TERMINATED);
		assertThat(writer).failsWithin(PATIENCE);
	}

	private void blockIoThread() {
		CountDownLatch blocked = new CountDownLatch(1);
		this.channel.getIoThread().execute(() -> {
			blocked.countDown();
			await(this.release);
		});
		await(blocked);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void close() {
		this.wire.beforeClose(null, BUDGET);
		WebSockets.sendClose(1001, "Bye", this.channel, null);
		this.wire.afterClose();
	}

	private void send(byte[] frame) throws IOException {
		this.peer.getSinkChannel().write(ByteBuffer.wrap(frame));
	}

	private CompletableFuture<Outcome> ended() {
		return this.wire.ended().toCompletableFuture();
	}

}
