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

import java.util.List;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Extension;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.IncomingFrames;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.OutgoingFrames;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

/**
 * Stands at both ends of Jetty's stack of extensions and sees the frames as the peer
 * does. A close frame of the drain is written to a {@link LingeringConnection}. If Jetty
 * gives up the session with it, which it does for most statuses, it is made to read on,
 * and what comes is thrown away until the peer has answered: input that nobody reads
 * would make the kernel reset the connection, and the peer might never see the close
 * frame.
 */
final class FrameWatch implements IncomingFrames, OutgoingFrames {

	private final IncomingFrames incoming;

	private final OutgoingFrames outgoing;

	private final WebSocketCoreSession session;

	private final JettyWire wire;

	private volatile @Nullable EndpointCalls calls;

	private volatile boolean discarding;

	/**
	 * Whether messages are thrown away, though the session goes on. An endpoint that
	 * fails, and whoever replies fails then, would cost the connection.
	 */
	private volatile boolean late;

	private FrameWatch(WebSocketCoreSession session, JettyWire wire) {
		this.incoming = session.getExtensionStack().getNextIncoming();
		this.outgoing = session.getExtensionStack().getNextOutgoing();
		this.session = session;
		this.wire = wire;
	}

	/**
	 * Puts a watch at both ends of the stack. Only an empty stack takes new ends, so it
	 * is empty meanwhile.
	 * @param session the session, which has read and written nothing yet
	 * @param wire what is told
	 * @return the watch
	 */
	static FrameWatch install(WebSocketCoreSession session, JettyWire wire) {
		ExtensionStack stack = session.getExtensionStack();
		FrameWatch watch = new FrameWatch(session, wire);
		List<Extension> extensions = List.copyOf(stack.getExtensions());
		stack.getExtensions().clear();
		stack.initialize(watch, watch, session);
		stack.getExtensions().addAll(extensions);
		return watch;
	}

	/**
	 * Counts the calls of an endpoint from now on.
	 */
	void count(EndpointCalls counter) {
		this.calls = counter;
		watchDemand();
	}

	private void watchDemand() {
		EndpointCalls counter = this.calls;
		if (counter != null) {
			this.session.getExtensionStack().setLastDemand(() -> {
				counter.done();
				this.session.getConnection().demand();
			});
		}
	}

	@Override
	public void onFrame(Frame frame, Callback callback) {
		boolean close = frame.getOpCode() == OpCode.CLOSE;
		if (this.late && !close && !this.discarding) {
			callback.succeeded();
			this.session.getConnection().demand();
			return;
		}
		boolean passOn = !this.discarding;
		if (!passOn) {
			callback.succeeded();
		}
		if (close) {
			this.wire.closedByPeer(frame.getPayload());
			this.wire.peerClosed();
		}
		if (passOn) {
			passOn(frame, callback);
		}
	}

	private void passOn(Frame frame, Callback callback) {
		EndpointCalls counter = this.calls;
		if (counter == null || frame.getOpCode() == OpCode.PING) {
			this.incoming.onFrame(frame, callback);
			return;
		}
		counter.handOver(frame.getOpCode() == OpCode.CLOSE, () -> this.incoming.onFrame(frame,
				Callback.from(callback.getInvocationType(), callback::succeeded, (failure) -> {
					callback.failed(failure);
					counter.done();
				})));
	}

	/**
	 * Is called by Jetty 12.0.
	 */
	@Override
	public void sendFrame(Frame frame, Callback callback, boolean batch) {
		boolean close = frame.getOpCode() == OpCode.CLOSE;
		this.outgoing.sendFrame(frame, close ? beforeClose(frame, callback) : callback, batch);
	}

	/**
	 * Is called by Jetty 12.1.
	 */
	@Override
	public void sendFrame(OutgoingEntry entry) {
		boolean close = entry.getFrame().getOpCode() == OpCode.CLOSE;
		this.outgoing.sendFrame(close
				? new OutgoingEntry.Builder(entry).callback(beforeClose(entry.getFrame(), entry.getCallback())).build()
				: entry);
	}

	/**
	 * Prepares for a close frame. Whatever came before it has been written: Jetty hands
	 * on a frame only when it is done with the one before.
	 */
	private Callback beforeClose(Frame frame, Callback callback) {
		this.wire.closing(frame.getPayload());
		this.wire.opened();
		if (!this.wire.isAsked() || this.wire.isPeerClosed()) {
			EndpointCalls counter = this.calls;
			if (counter != null && counter.isNothingElseGoingOn()) {
				this.wire.answering();
			}
			return after(this.wire::closeWritten, callback);
		}
		boolean givenUp = this.session.isClosed();
		WebSocketConnection connection = this.session.getConnection();
		this.session.setWebSocketConnection(new LingeringConnection(connection, this.session, givenUp));
		watchDemand();
		this.late = this.calls != null;
		if (givenUp) {
			this.discarding = true;
			connection.cancelDemand();
			connection.demand();
		}
		return after(() -> this.wire.waitForAnswer(givenUp), callback);
	}

	/**
	 * Passes on that the frame was written; Jetty may tell the endpoint of the close
	 * then.
	 */
	private Callback after(Runnable written, Callback callback) {
		EndpointCalls counter = this.calls;
		return Callback.from(callback.getInvocationType(), () -> {
			written.run();
			if (counter != null) {
				counter.closing(callback::succeeded);
			}
			else {
				callback.succeeded();
			}
		}, callback::failed);
	}

}
