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

import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.channels.ConnectedChannel;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.ServletTap;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Timer;

/**
 * Takes hold of Undertow's connections when they are upgraded, and gives them to the
 * sessions that open on them.
 */
public final class UndertowTap implements ServletTap, SessionTap {

	private final Timer timer;

	/**
	 * Connections that have been upgraded and whose session has not opened yet. Nothing
	 * but its two addresses leads from a session to its connection.
	 */
	private final Map<Addresses, StreamConnection> upgraded = new ConcurrentHashMap<>();

	/**
	 * Creates the tap.
	 * @param timer watches over closes that have not reached the socket
	 */
	public UndertowTap(Timer timer) {
		this.timer = timer;
	}

	@Override
	public HttpServletRequest tap(HttpServletRequest request, Handshake handshake) {
		ServletRequestContext context = ServletRequestContext.current();
		if (context != null && context.getExchange().getConnection() instanceof AbstractServerConnection connection) {
			context.getExchange().addExchangeCompleteListener((exchange, next) -> {
				if (exchange.isUpgrade()) {
					upgrading(exchange, connection.getChannel(), handshake);
				}
				next.proceed();
				// The session has opened meanwhile, and whoever tracks it has done so
				handshake.release();
			});
		}
		return request;
	}

	private void upgrading(HttpServerExchange exchange, StreamConnection connection, Handshake handshake) {
		Addresses addresses = Addresses.of(connection);
		this.upgraded.put(addresses, connection);
		exchange.getConnection().addCloseListener((closed) -> {
			this.upgraded.remove(addresses, connection);
			handshake.release();
		});
	}

	@Override
	public @Nullable Wire wireOf(Object nativeSession) {
		if (!(nativeSession instanceof UndertowSession session)) {
			return null;
		}
		WebSocketChannel channel = session.getWebSocketChannel();
		StreamConnection connection = this.upgraded.remove(Addresses.of(channel));
		return (connection != null) ? UndertowWire.of(channel, connection, this.timer) : null;
	}

	/**
	 * What tells a TCP connection from every other.
	 */
	private record Addresses(SocketAddress local, SocketAddress peer) {

		static Addresses of(ConnectedChannel channel) {
			return new Addresses(channel.getLocalAddress(), channel.getPeerAddress());
		}

	}

}
