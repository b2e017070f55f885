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

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseSink}, on a pipe instead of a socket.
 */
class ResponseSinkTests {

	private static final int PATIENCE = 20;

	private final CountDownLatch suspending = new CountDownLatch(1);

	private final CountDownLatch resumed = new CountDownLatch(1);

	private XnioWorker worker;

	private ChannelPipe<StreamConnection, StreamConnection> pipe;

	private ConduitStreamSinkChannel channel;

	@BeforeEach
	void open() throws Exception {
		this.worker = Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
		this.pipe = this.worker.createFullDuplexPipeConnection();
		this.channel = this.pipe.getLeftSide().getSinkChannel();
	}

	@AfterEach
	void end() {
		this.resumed.countDown();
		IoUtils.safeClose(this.pipe.getLeftSide(), this.pipe.getRightSide());
		this.worker.shutdownNow();
	}

	/**
	 * The I/O thread has found no listener, and is late to suspend writes.
	 */
	@Test
	void listenerThatIsSetWhileWritesAreSuspendedIsCalled() throws Exception {
		this.channel.setConduit(new Late(new ResponseSink(this.channel.getConduit())));
		this.channel.resumeWrites();
		assertThat(this.suspending.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Integer> written = new CompletableFuture<>();
		this.channel.setWriteListener((ready) -> write(written));
		this.channel.suspendWrites();
		this.channel.resumeWrites();
		this.resumed.countDown();
		assertThat(written.get(PATIENCE, TimeUnit.SECONDS)).isOne();
	}

	@Test
	void writesThatNobodyWaitsForAreSuspended() throws Exception {
		this.channel.setConduit(new ResponseSink(this.channel.getConduit()));
		this.channel.resumeWrites();
		CompletableFuture<Boolean> late = new CompletableFuture<>();
		this.channel.getIoThread().execute(() -> {
			this.channel.suspendWrites();
			this.channel.suspendWrites();
			this.channel.resumeWrites();
			this.channel.suspendWrites();
			late.complete(this.channel.isWriteResumed());
		});
		assertThat(late.get(PATIENCE, TimeUnit.SECONDS)).isFalse();
	}

	private void write(CompletableFuture<Integer> written) {
		try {
			written.complete(this.channel.write(ByteBuffer.allocate(1)));
			this.channel.setWriteListener(null);
		}
		catch (Exception ex) {
			written.completeExceptionally(ex);
		}
	}

	/**
	 * Suspends writes on the I/O thread only when another thread has resumed them.
	 */
	private final class Late extends AbstractStreamSinkConduit<StreamSinkConduit> {

		private Late(StreamSinkConduit next) {
			super(next);
		}

		@Override
		public void suspendWrites() {
			if (Thread.currentThread() == getWriteThread()) {
				ResponseSinkTests.this.suspending.countDown();
				try {
					ResponseSinkTests.this.resumed.await(PATIENCE, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			super.suspendWrites();
		}

	}

}
