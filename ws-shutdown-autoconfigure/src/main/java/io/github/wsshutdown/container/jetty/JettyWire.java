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

package io.github.wsshutdown.container.jetty;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.ObservedWire;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Timer;

/**
 * One Jetty connection after its upgrade to WebSocket. What is seen of it, in whatever
 * order, decides the outcome when Jetty lets go of it.
 */
final class JettyWire extends ObservedWire implements Connection.Listener {

	/**
	 * When the output is shut down if the peer has not answered. Not before, because
	 * proxies take that for the end of both directions and do not pass on the answer; not
	 * later, because only then Jetty closes the connection where the peer has ended it.
	 */
	private static final Duration FIN_DELAY = Duration.ofSeconds(2);

	/**
	 * How long the peer's answer is waited for, as long as nobody cuts the connection.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final boolean HTTP2_IS_PRESENT = ClassUtils.isPresent("org.eclipse.jetty.http2.api.Stream",
			JettyWire.class.getClassLoader());

	private final WebSocketConnection connection;

	private final EndPoint endPoint;

	private final Timer timer;

	private final Executor cutter;

	private final AtomicReference<@Nullable Handshake> offer = new AtomicReference<>();

	private volatile Runnable whenOpened = () -> {
	};

	private volatile @Nullable WebSocketCoreSession session;

	private volatile @Nullable Thread opener;

	/**
	 * Belongs to the opener.
	 */
	private Runnable closeWhenOpened = () -> {
	};

	private volatile boolean hasOpened;

	private volatile boolean asked;

	private volatile boolean lingering;

	private volatile boolean peerClosed;

	/**
	 * Creates the wire.
	 * @param connection Jetty's connection
	 * @param timer bounds how long the peer's answer is waited for
	 * @param cutter closes connections, which may call the application
	 */
	JettyWire(WebSocketConnection connection, Timer timer, Executor cutter) {
		this.connection = connection;
		this.endPoint = connection.getEndPoint();
		this.timer = timer;
		this.cutter = cutter;
	}

	/**
	 * Says that nobody has claimed the session which is going to open.
	 */
	void offer(Handshake handshake) {
		this.offer.set(handshake);
	}

	@Nullable Handshake takeOffer() {
		return this.offer.getAndSet(null);
	}

	void whenOpened(Runnable task) {
		this.whenOpened = task;
	}

	/**
	 * Is told that a session is about to open on this thread, which is to be closed here.
	 */
	void opening(WebSocketCoreSession coreSession) {
		this.session = coreSession;
		this.opener = Thread.currentThread();
	}

	/**
	 * Is told that the session has opened, or is closed. On any but the opening thread it
	 * has not opened, and it is left to the end of the transport to tell.
	 */
	void opened() {
		if (this.opener == Thread.currentThread()) {
			this.opener = null;
			this.whenOpened.run();
			this.closeWhenOpened.run();
		}
	}

	/**
	 * Jetty fails to open a session that is closed while it is being created, and logs
	 * that.
	 */
	@Override
	public void whenReachable(Departure departure, Runnable close) {
		if (this.opener == Thread.currentThread()) {
			this.closeWhenOpened = close;
		}
		else {
			close.run();
		}
	}

	boolean isAsked() {
		return this.asked;
	}

	@Override
	protected boolean isPeerClosed() {
		return this.peerClosed;
	}

	/**
	 * Is told of the peer's close frame. A connection that Jetty has given up already is
	 * ended here.
	 */
	void peerClosed() {
		this.peerClosed = true;
		if (this.lingering) {
			this.endPoint.close();
		}
	}

	/**
	 * Is told that an idle session is about to write its last frame. If that answers the
	 * peer's close, this is the end: no drain that begins when the peer has seen it is to
	 * count it.
	 */
	void answering() {
		if (this.peerClosed && !this.asked) {
			transportEnded();
		}
	}

	/**
	 * Is told that the close frame of a drain has been written. Jetty's own idle timeout
	 * would make it stop reading, but not close the connection.
	 * @param givenUp whether Jetty has given up the session
	 */
	void waitForAnswer(boolean givenUp) {
		this.lingering = givenUp;
		closeWritten();
		this.endPoint.setIdleTimeout(0);
		after(FIN_DELAY, () -> this.cutter.execute(this.endPoint::shutdownOutput));
		after(PATIENCE, () -> cut(Outcome.CLOSED_UNCONFIRMED));
		if (givenUp && this.peerClosed) {
			this.endPoint.close();
		}
	}

	private void after(Duration delay, Runnable task) {
		Timer.Cancellable scheduled = this.timer.schedule(delay, task);
		ended().thenRun(scheduled::cancel);
	}

	@Override
	public void onOpened(Connection opened) {
		if (opened == this.connection) {
			this.hasOpened = true;
		}
	}

	boolean hasOpened() {
		return this.hasOpened;
	}

	/**
	 * Is told by Jetty of the end of the connection: of this one, or of the HTTP
	 * connection that was not upgraded to it after all.
	 */
	@Override
	public void onClosed(Connection closed) {
		if (closed == this.connection || !this.endPoint.isOpen()) {
			transportEnded();
		}
	}

	@Override
	protected boolean isEndedHere() {
		return !this.asked;
	}

	@Override
	public boolean isWriting() {
		return this.endPoint instanceof AbstractEndPoint flushing && flushing.getWriteFlusher().isPending();
	}

	@Override
	public void beforeClose(@Nullable Object nativeSession, Duration writeTimeout) {
		this.asked = true;
	}

	/**
	 * Closes a Jakarta session. Its own close would not wait until the frame is written,
	 * nor tell whether there was a close before, and that of Jetty 12.1 would tell the
	 * endpoint of an error. What the endpoint has batched is written first, by the
	 * connection that has got it.
	 */
	@Override
	public boolean closeSession(int code, String reason) throws IOException {
		WebSocketCoreSession current = this.session;
		if (current == null) {
			return false;
		}
		if (current.isOutputOpen()) {
			await(current::flush);
			await((written) -> current.close(code, reason, written));
		}
		return true;
	}

	private static void await(Consumer<Callback> write) throws IOException {
		Callback.Completable written = new Callback.Completable();
		write.accept(written);
		try {
			written.get();
		}
		catch (ExecutionException ex) {
			throw new IOException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void afterClose() {
		if (!this.endPoint.isOpen()) {
			transportEnded();
		}
	}

	/**
	 * Closes the connection on a thread of its own: Jetty calls the application from
	 * within where somebody is writing.
	 */
	@Override
	protected void abort() {
		this.cutter.execute(this::close);
	}

	private void close() {
		if (HTTP2_IS_PRESENT) {
			Http2Stream.reset(this.endPoint);
		}
		this.endPoint.close();
	}

	@Override
	public @Nullable String remote() {
		SocketAddress address = this.endPoint.getRemoteSocketAddress();
		return (address != null) ? address.toString() : null;
	}

}
