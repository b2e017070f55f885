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
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.jsr.UndertowSession;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;

import io.github.wsshutdown.container.ObservedWire;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Timer;

/**
 * The wire of one session: its channel of frames, and the TCP connection below.
 * <p>
 * Undertow only queues a close, and writes it on the connection's I/O thread, which a
 * handler may be blocking. So the frame is written here, by whoever closes the session.
 * What the peer answers is still read on the I/O thread.
 */
final class UndertowWire extends ObservedWire {

	/**
	 * How long the peer's answer is waited for, as long as nobody cuts the connection.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final WebSocketChannel channel;

	private final StreamConnection connection;

	private final Timer timer;

	private final AtomicReference<Timer.@Nullable Cancellable> budget = new AtomicReference<>();

	private final SinkWatch sink;

	private final boolean answering;

	private @Nullable ReceiveWatch receiver;

	private volatile boolean asked;

	private volatile boolean receiving;

	private volatile boolean inputEnded;

	/**
	 * Whether nothing is left to be read either.
	 */
	private volatile boolean inputDone;

	/**
	 * Whether TCP ended before a close frame went in either direction. Undertow takes
	 * that for a close frame of the peer.
	 */
	private volatile boolean endedWithoutClose;

	private UndertowWire(WebSocketChannel channel, StreamConnection connection, Timer timer, boolean answering) {
		this.channel = channel;
		this.connection = connection;
		this.timer = timer;
		this.answering = answering;
		this.sink = new SinkWatch(connection.getSinkChannel().getConduit(), this);
	}

	/**
	 * Returns the wire of a session that is about to open: nothing has been read or
	 * written yet.
	 * @param answering whether the session answers a close with the status it has got
	 */
	static UndertowWire of(WebSocketChannel channel, StreamConnection connection, Timer timer, boolean answering) {
		UndertowWire wire = new UndertowWire(channel, connection, timer, answering);
		connection.getSinkChannel().setConduit(wire.sink);
		connection.getSourceChannel().setConduit(new SourceWatch(connection.getSourceChannel().getConduit(), wire));
		if (channel.getReceiveSetter() instanceof ChannelListener.SimpleSetter<WebSocketChannel> receiver
				&& receiver.get() != null) {
			wire.receiver = new ReceiveWatch(receiver.get(), wire);
			receiver.set(wire.receiver);
		}
		channel.addCloseTask((closed) -> wire.closed());
		if (!connection.isOpen()) {
			wire.transportEnded();
		}
		return wire;
	}

	/**
	 * Counts the messages as work from now on.
	 */
	void count(Activity activity, UndertowSession session) {
		if (this.receiver != null) {
			this.receiver.count(activity, session);
		}
	}

	/**
	 * Is told that the session has been opened.
	 */
	void opened() {
		if (this.receiver != null) {
			this.receiver.opened();
		}
	}

	/**
	 * Runs the task if this wire is cut.
	 */
	void whenCut(Runnable task) {
		ended().thenAccept((outcome) -> {
			if (isCut()) {
				task.run();
			}
		});
	}

	/**
	 * Tells whether this side of the connection is to stay open though a close has been
	 * written: the answer to a close of a drain may still come, or the session is just
	 * being told of a close of the peer.
	 */
	boolean isEndPutOff() {
		return this.receiving || isAnswerAwaited();
	}

	private boolean isAnswerAwaited() {
		return this.asked && !this.channel.isCloseFrameReceived() && !this.inputDone;
	}

	/**
	 * Is told that the close frame is with the network. The end of this side was put off
	 * for the answer, so nothing but this would end a connection whose peer never
	 * answers.
	 */
	@Override
	public void closeWritten() {
		int code = this.channel.getCloseCode();
		boolean peersIsLost = this.channel.isCloseInitiatedByRemotePeer() && !this.answering;
		if (code > 0 && !peersIsLost && !this.endedWithoutClose && this.connection.isOpen()) {
			closing(code);
		}
		super.closeWritten();
		cancelBudget();
		if (isAnswerAwaited() && !hasEnded()) {
			this.budget.set(this.timer.schedule(PATIENCE, () -> cut(Outcome.CLOSED_UNCONFIRMED)));
		}
	}

	/**
	 * Is told that nothing more comes from the peer.
	 * @param nothingLeft whether all that came before has been handled
	 */
	void inputEnded(boolean nothingLeft) {
		if (!this.inputEnded) {
			this.endedWithoutClose = !this.channel.isCloseFrameSent() && !this.channel.isCloseFrameReceived();
			this.inputEnded = true;
		}
		this.inputDone |= nothingLeft;
	}

	/**
	 * Is told, on the I/O thread, that something is about to be received.
	 */
	void receiving() {
		this.receiving = true;
	}

	/**
	 * Is told, on the I/O thread, that it has been received and handled. Closes the
	 * connection if both sides have said goodbye, or if nothing more can come.
	 */
	void received() {
		this.receiving = false;
		if (isAnswerAwaited()) {
			return;
		}
		boolean done = isCloseWritten() && (this.channel.isCloseFrameReceived() || this.inputDone);
		if (done && !this.asked && !this.endedWithoutClose) {
			// Before the peer sees it: no drain that begins thereafter is to count it
			transportEnded();
		}
		try {
			this.sink.endWrites();
			if (done) {
				this.connection.close();
			}
		}
		catch (IOException ex) {
			IoUtils.safeClose(this.connection);
		}
	}

	/**
	 * Is told, on the I/O thread, that the connection is closed. The session's own task,
	 * which tells the handler, is waiting in the same queue.
	 */
	private void closed() {
		try {
			this.channel.getIoThread().execute(this::transportEnded);
		}
		catch (RejectedExecutionException ex) {
			transportEnded();
		}
	}

	@Override
	public void transportEnded() {
		if (!hasEnded()) {
			cancelBudget();
			super.transportEnded();
		}
	}

	@Override
	protected boolean isPeerClosed() {
		return this.channel.isCloseFrameReceived()
				&& (this.channel.isCloseInitiatedByRemotePeer() || !this.endedWithoutClose);
	}

	@Override
	protected boolean isEndedHere() {
		return !this.inputEnded;
	}

	/**
	 * Tells whether frames are waiting for the socket to take more.
	 */
	@Override
	public boolean isWriting() {
		return !isCloseWritten() && this.connection.getSinkChannel().isWriteResumed();
	}

	/**
	 * Watches over the frame from here, because the call that closes the session does not
	 * wait until it is written.
	 */
	@Override
	public void beforeClose(@Nullable Object nativeSession, Duration writeTimeout) {
		this.asked = true;
		if (!isCloseWritten() && !hasEnded()) {
			this.budget.set(this.timer.schedule(writeTimeout, () -> {
				flush();
				cut(Outcome.FAILED);
			}));
		}
	}

	@Override
	public void afterClose() {
		if (!isCloseWritten()) {
			flush();
		}
	}

	@Override
	protected void abort() {
		IoUtils.safeClose(this.connection);
		// Fails what is queued, and with it whoever waits for it to be written
		flush();
	}

	/**
	 * Writes what is queued, as much as the socket takes, on the calling thread. Does
	 * what the I/O thread does when the socket can be written to, under the same lock.
	 */
	private void flush() {
		ConduitStreamSinkChannel sink = this.connection.getSinkChannel();
		ChannelListeners.invokeChannelListener(sink, sink.getWriteListener());
	}

	@Override
	public @Nullable String remote() {
		SocketAddress address = this.connection.getPeerAddress();
		return (address != null) ? address.toString() : null;
	}

	private void cancelBudget() {
		Timer.Cancellable scheduled = this.budget.getAndSet(null);
		if (scheduled != null) {
			scheduled.cancel();
		}
	}

}
