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
import java.util.function.Supplier;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.jsr.ConfiguredServerEndpoint;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.ConnectedChannel;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.container.NativeTap;
import io.github.wsshutdown.container.ServletTap;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.Timer;

/**
 * Takes hold of Undertow's connections when they are upgraded, and gives them to the
 * sessions that open on them.
 */
public final class UndertowTap implements ServletTap, NativeTap, SessionTap {

	private final Timer timer;

	private final Supplier<@Nullable JakartaSessions> jakartaSessions;

	/**
	 * Connections that have been upgraded and whose session has not opened yet. Nothing
	 * but its two addresses leads from a session to its connection.
	 */
	private final Map<Addresses, Upgrade> upgrades = new ConcurrentHashMap<>();

	/**
	 * Creates the tap.
	 * @param timer watches over closes that have not reached the socket
	 * @param jakartaSessions gives what takes up the sessions of Jakarta endpoints, if
	 * somebody does; asked after everything has been created, because it may ask this tap
	 */
	public UndertowTap(Timer timer, Supplier<@Nullable JakartaSessions> jakartaSessions) {
		this.timer = timer;
		this.jakartaSessions = jakartaSessions;
	}

	@Override
	public HttpServletRequest tap(HttpServletRequest request, Handshake handshake) {
		ServletRequestContext context = ServletRequestContext.current();
		if (context != null) {
			tap(context.getExchange(), handshake);
		}
		return request;
	}

	@Override
	public Object tapNative(Object nativeRequest, Handshake handshake) {
		if (nativeRequest instanceof HttpServerExchange exchange) {
			tap(exchange, handshake);
		}
		return nativeRequest;
	}

	@Override
	public boolean isUpgrading(Object nativeRequest, Object nativeResponse, Handshake handshake) {
		return nativeRequest instanceof HttpServerExchange exchange && exchange.isUpgrade();
	}

	private void tap(HttpServerExchange exchange, Handshake handshake) {
		if (exchange.getConnection() instanceof AbstractServerConnection connection) {
			exchange.addExchangeCompleteListener((completed, next) -> {
				if (completed.isUpgrade()) {
					upgrade(connection, handshake, next);
				}
				else {
					next.proceed();
				}
			});
		}
	}

	private void upgrade(AbstractServerConnection connection, Handshake handshake,
			ExchangeCompletionListener.NextListener next) {
		Upgrade upgrade = new Upgrade(connection.getChannel(), handshake);
		Addresses addresses = Addresses.of(connection);
		this.upgrades.put(addresses, upgrade);
		connection.addCloseListener((closed) -> {
			this.upgrades.remove(addresses, upgrade);
			handshake.release();
		});
		try {
			next.proceed();
		}
		finally {
			upgrade.done();
			if (!connection.isOpen()) {
				// Perhaps before the listener was there
				this.upgrades.remove(addresses, upgrade);
			}
			// The session has opened, and whoever tracks it has done so
			handshake.release();
		}
	}

	@Override
	public boolean offersJakartaSessions() {
		return this.jakartaSessions.get() != null;
	}

	@Override
	public @Nullable Wire wireOf(Object nativeSession) {
		WebSocketChannel channel = channelOf(nativeSession);
		Upgrade upgrade = (channel != null) ? this.upgrades.remove(Addresses.of(channel)) : null;
		return (channel != null && upgrade != null) ? wireOf(channel, upgrade, nativeSession != channel) : null;
	}

	private static @Nullable WebSocketChannel channelOf(Object nativeSession) {
		if (nativeSession instanceof UndertowSession session) {
			return session.getWebSocketChannel();
		}
		return (nativeSession instanceof WebSocketChannel channel) ? channel : null;
	}

	private UndertowWire wireOf(WebSocketChannel channel, Upgrade upgrade, boolean answering) {
		return UndertowWire.of(channel, upgrade.connection(), this.timer, answering);
	}

	/**
	 * Has the endpoint tell of its sessions.
	 */
	ConfiguredServerEndpoint watch(ConfiguredServerEndpoint endpoint) {
		JakartaSessions sessions = this.jakartaSessions.get();
		if (sessions == null || endpoint instanceof WatchedServerEndpoint) {
			return endpoint;
		}
		return new WatchedServerEndpoint(endpoint, (session, watched) -> opening(session, watched, sessions));
	}

	private void opening(UndertowSession session, ConfiguredServerEndpoint endpoint, JakartaSessions sessions) {
		Upgrade upgrade = this.upgrades.remove(Addresses.of(session.getWebSocketChannel()));
		if (upgrade == null) {
			return;
		}
		UndertowWire wire = wireOf(session.getWebSocketChannel(), upgrade, true);
		upgrade.handshake().upgraded(wire);
		upgrade.handshake().mapped();
		Activity activity = sessions.opened(upgrade.handshake(), session,
				endpoint.getEndpointConfiguration().getPath());
		wire.count(activity, session);
		upgrade.opening(wire, activity);
		// Where the I/O thread is blocked, Undertow's own shutdown would wait for it
		wire.whenCut(() -> endpoint.removeOpenSession(session));
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
