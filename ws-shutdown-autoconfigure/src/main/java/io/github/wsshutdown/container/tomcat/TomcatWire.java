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

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.websocket.Session;
import org.apache.coyote.http11.upgrade.UpgradeInfo;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.Constants;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.ObservedWire;

/**
 * One Tomcat connection after its upgrade to WebSocket. What is seen of it, in whatever
 * order, decides the outcome when Tomcat lets go of it.
 */
final class TomcatWire extends ObservedWire {

	private static final Duration BACKSTOP = Duration.ofSeconds(1);

	private final UpgradeInfo upgradeInfo;

	private volatile @Nullable SocketWrapperBase<?> socket;

	private volatile boolean peerClosed;

	private volatile @Nullable Thread dispatcher;

	private volatile @Nullable LateMessages lateMessages;

	/**
	 * Counted without atomicity: it serves a hint.
	 */
	private long partsToWrite;

	private final AtomicInteger asyncWrites = new AtomicInteger();

	TomcatWire(UpgradeInfo upgradeInfo) {
		this.upgradeInfo = upgradeInfo;
	}

	void connectedTo(SocketWrapperBase<?> socket) {
		this.socket = socket;
	}

	/**
	 * Says what to do about messages that come after this side's close.
	 */
	void discard(LateMessages messages) {
		this.lateMessages = messages;
	}

	void dispatching(boolean begins) {
		this.dispatcher = begins ? Thread.currentThread() : null;
	}

	void peerClosed() {
		this.peerClosed = true;
	}

	void writing(int parts) {
		this.partsToWrite += parts;
	}

	void asyncWrite(boolean begins) {
		this.asyncWrites.addAndGet(begins ? 1 : -1);
	}

	void closeWritten(boolean successfully) {
		if (successfully) {
			closeWritten();
		}
	}

	@Override
	protected boolean isPeerClosed() {
		return this.peerClosed;
	}

	@Override
	protected boolean isEndedHere() {
		boolean endSeenWhileReading = this.dispatcher == Thread.currentThread();
		return !endSeenWhileReading;
	}

	@Override
	public boolean isWriting() {
		boolean blocked = this.partsToWrite > this.upgradeInfo.getMsgsSent();
		return !isCloseWritten() && (blocked || this.asyncWrites.get() > 0);
	}

	/**
	 * Gives the close frame its budget. Left alone, Tomcat allows 50 ms for any status
	 * but 1000 and then drops the connection without a frame, and without waking who is
	 * blocked in a write.
	 */
	@Override
	public void beforeClose(@Nullable Object nativeSession, Duration writeTimeout) {
		if (nativeSession instanceof Session session) {
			try {
				Long millis = writeTimeout.plus(BACKSTOP).toMillis();
				session.getUserProperties().put(Constants.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT_PROPERTY, millis);
				session.getUserProperties().put(Constants.BLOCKING_SEND_TIMEOUT_PROPERTY, millis);
				LateMessages late = this.lateMessages;
				if (late != null) {
					late.closing(session);
				}
			}
			catch (IllegalStateException ex) {
				// closed meanwhile
			}
		}
	}

	@Override
	public void afterClose() {
		if (isSocketClosed()) {
			transportEnded();
		}
	}

	boolean isSocketClosed() {
		SocketWrapperBase<?> current = this.socket;
		return current != null && current.isClosed();
	}

	/**
	 * Closes the socket; where somebody is writing, only shuts it down, which fails the
	 * write and lets Tomcat close the socket. Tomcat does not wake a blocked writer if
	 * its socket is closed: it would stay blocked until its own time is over, 20 s.
	 */
	@Override
	protected void abort() {
		SocketWrapperBase<?> current = this.socket;
		if (current != null && !(isWriting() && shutDown(current))) {
			current.close();
		}
	}

	/**
	 * Shuts the output down. Tomcat takes the channel away from a socket that it closes.
	 */
	static boolean shutDown(SocketWrapperBase<?> wrapper) {
		if (wrapper.isClosed() || !(wrapper.getSocket() instanceof NioChannel nioChannel)) {
			return false;
		}
		SocketChannel channel = nioChannel.getIOChannel();
		if (channel == null) {
			return false;
		}
		try {
			channel.shutdownOutput();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public @Nullable String remote() {
		SocketWrapperBase<?> current = this.socket;
		if (current == null || current.isClosed()) {
			return null;
		}
		return current.getRemoteAddr() + ":" + current.getRemotePort();
	}

}
