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
import java.nio.ByteBuffer;
import java.util.List;

import jakarta.websocket.Extension;
import jakarta.websocket.SendHandler;
import org.apache.tomcat.websocket.Constants;
import org.apache.tomcat.websocket.MessagePart;
import org.apache.tomcat.websocket.Transformation;
import org.apache.tomcat.websocket.TransformationResult;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Activity;

/**
 * Stands first in Tomcat's chain of frame transformations, changes nothing, and tells the
 * wire of close frames, of writes, and of the end of the connection. If asked to, it
 * counts the messages that are being handled: Tomcat hands one over on the thread that
 * has read its last byte, and looks at the next frame when that is done.
 */
final class FrameWatch implements Transformation {

	/**
	 * Stands for no limit in a part that is written without blocking.
	 */
	private static final long ASYNCHRONOUS = -1;

	private static final int PROTOCOL_ERROR = 1002;

	private final TomcatWire wire;

	/**
	 * The chain of extensions; Tomcat adds its own last link when it opens the session,
	 * before any frame is read or written.
	 */
	private @Nullable Transformation next;

	/**
	 * What counts the messages. Belongs, as the next, to the thread that Tomcat lets
	 * read.
	 */
	private @Nullable Activity activity;

	private Runnable beforeMessage = () -> {
	};

	private boolean handling;

	FrameWatch(@Nullable Transformation next, TomcatWire wire) {
		this.next = next;
		this.wire = wire;
	}

	/**
	 * Counts the messages from now on.
	 * @param counter what counts them
	 * @param beforeMessage is run when a message was counted and before Tomcat looks for
	 * who handles it
	 */
	void count(Activity counter, Runnable beforeMessage) {
		this.activity = counter;
		this.beforeMessage = beforeMessage;
	}

	private void handling() {
		if (this.activity != null && !this.handling) {
			this.handling = true;
			this.activity.beginHere();
			this.beforeMessage.run();
		}
	}

	private static boolean isMessage(byte opCode) {
		return opCode != Constants.OPCODE_PING && opCode != Constants.OPCODE_CLOSE;
	}

	/**
	 * Is told that no message is being handled any more.
	 * @return whether one was
	 */
	boolean handled() {
		if (this.activity == null || !this.handling) {
			return false;
		}
		this.handling = false;
		this.activity.endHere();
		return true;
	}

	@Override
	public void setNext(Transformation transformation) {
		if (this.next == null) {
			this.next = transformation;
		}
		else {
			this.next.setNext(transformation);
		}
	}

	@Override
	public boolean validateRsvBits(int bits) {
		return next().validateRsvBits(bits);
	}

	@Override
	@SuppressWarnings("NullAway") // Tomcat allows null where there is no extension
	public Extension getExtensionResponse() {
		return next().getExtensionResponse();
	}

	@Override
	public TransformationResult getMoreData(byte opCode, boolean fin, int rsv, ByteBuffer dest) throws IOException {
		if (isMessage(opCode)) {
			handling();
		}
		TransformationResult result = next().getMoreData(opCode, fin, rsv, dest);
		if (opCode == Constants.OPCODE_CLOSE && result == TransformationResult.END_OF_FRAME) {
			this.wire.closedByPeer(dest.duplicate().flip());
			this.wire.peerClosed();
		}
		return result;
	}

	@Override
	public boolean validateRsv(int rsv, byte opCode) {
		handled();
		if (isMessage(opCode)) {
			handling();
		}
		return next().validateRsv(rsv, opCode);
	}

	@Override
	public List<MessagePart> sendMessagePart(List<MessagePart> messageParts) throws IOException {
		List<MessagePart> parts = next().sendMessagePart(messageParts);
		this.wire.writing(parts.size());
		for (int i = 0; i < parts.size(); i++) {
			watch(parts.get(i));
		}
		return parts;
	}

	private void watch(MessagePart part) {
		SendHandler handler = part.getEndHandler();
		if (part.getOpCode() == Constants.OPCODE_CLOSE) {
			closing(part.getPayload());
			part.setEndHandler((result) -> {
				this.wire.closeWritten(result.isOK());
				handler.onResult(result);
			});
		}
		else if (part.getBlockingWriteTimeoutExpiry() == ASYNCHRONOUS) {
			this.wire.asyncWrite(true);
			part.setEndHandler((result) -> {
				this.wire.asyncWrite(false);
				handler.onResult(result);
			});
		}
	}

	/**
	 * Leaves out what Tomcat sends when the peer has ended TCP without a close: an error
	 * without a reason.
	 */
	private void closing(ByteBuffer payload) {
		if (payload.remaining() != 2 || payload.getShort(payload.position()) != PROTOCOL_ERROR) {
			this.wire.closing(payload);
		}
	}

	/**
	 * Is called by Tomcat where it ends the connection, whatever the reason.
	 */
	@Override
	public void close() {
		Transformation chain = this.next;
		if (chain != null) {
			chain.close();
		}
		this.wire.transportEnded();
	}

	private Transformation next() {
		Transformation chain = this.next;
		if (chain == null) {
			throw new IllegalStateException("Tomcat has not completed the chain of transformations");
		}
		return chain;
	}

}
