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

import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;

import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.container.Wire;

/**
 * Takes hold of Reactor Netty's WebSocket connections, by a channel handler that sees
 * every frame. Asks for Reactor Netty's response, on the event loop of its channel and
 * after the handshake.
 */
public final class NettyTap implements SessionTap {

	private static final String NAME = "wsShutdownWire";

	@Override
	public @Nullable Wire wireOf(Object nativeSession) {
		if (!(nativeSession instanceof HttpServerResponse response)) {
			return null;
		}
		AtomicReference<@Nullable Channel> holder = new AtomicReference<>();
		response.withConnection((connection) -> holder.set(connection.channel()));
		Channel channel = holder.get();
		if (channel == null || channel.pipeline().get(NettyPipeline.ReactiveBridge) == null) {
			return null;
		}
		NettyWire wire = new NettyWire(channel);
		channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, NAME, new FrameWatch(wire));
		return wire;
	}

}
