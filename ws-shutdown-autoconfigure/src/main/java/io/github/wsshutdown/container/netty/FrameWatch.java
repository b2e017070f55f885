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

package io.github.wsshutdown.container.netty;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Outcome;

/**
 * Tells the wire of close frames and of the end of the channel, and lets a channel linger
 * whose close frame was written by a drain: Reactor Netty closes it as soon as that is
 * flushed, and the kernel then resets a peer that is sending. What comes meanwhile is
 * read and dropped, until the peer's close frame.
 */
final class FrameWatch extends ChannelDuplexHandler {

	/**
	 * How long the peer's answer is waited for, as long as nobody cuts the connection.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final NettyWire wire;

	private boolean closeSent;

	/**
	 * The close that waits for the peer's frame.
	 */
	private @Nullable ChannelPromise heldClose;

	FrameWatch(NettyWire wire) {
		this.wire = wire;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		boolean close = message instanceof CloseWebSocketFrame;
		if (message instanceof CloseWebSocketFrame frame) {
			this.wire.closedByPeer(frame.content().nioBuffer());
			this.wire.peerClosed();
		}
		ChannelPromise held = this.heldClose;
		if (held == null) {
			context.fireChannelRead(message);
			return;
		}
		ReferenceCountUtil.release(message);
		if (close) {
			this.heldClose = null;
			context.close(held);
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.heldClose != null) {
			context.read();
		}
		context.fireChannelReadComplete();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof CloseWebSocketFrame frame) {
			this.wire.closing(frame.content().nioBuffer());
			this.closeSent = true;
			ChannelPromise watched = promise.unvoid();
			watched.addListener((written) -> {
				if (written.isSuccess()) {
					this.wire.closeWritten();
				}
			});
			context.write(message, watched);
			return;
		}
		context.write(message, promise);
	}

	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		boolean active = context.channel().isActive();
		if (active && this.closeSent && this.wire.isLingering()) {
			hold(context, promise);
			return;
		}
		if (active) {
			this.wire.closing();
		}
		context.close(promise);
	}

	private void hold(ChannelHandlerContext context, ChannelPromise promise) {
		ChannelPromise held = this.heldClose;
		if (held == null) {
			this.heldClose = promise;
			limit(context);
			context.read();
		}
		else if (held != promise) {
			held.addListener((closed) -> promise.trySuccess());
		}
	}

	/**
	 * Not every session that is closed belongs to a drain that cuts it.
	 */
	private void limit(ChannelHandlerContext context) {
		Future<?> patience = context.executor()
			.schedule(() -> this.wire.cut(Outcome.CLOSED_UNCONFIRMED), PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
		context.channel().closeFuture().addListener((closed) -> patience.cancel(false));
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.wire.transportEnded();
		ChannelPromise held = this.heldClose;
		if (held != null) {
			this.heldClose = null;
			held.trySuccess();
		}
		context.fireChannelInactive();
	}

}
