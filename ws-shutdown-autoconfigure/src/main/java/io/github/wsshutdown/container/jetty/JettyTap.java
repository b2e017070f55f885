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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.BlockingTasks;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.container.ServletTap;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.Timer;

/**
 * Takes hold of Jetty's WebSocket connections: Jetty leaves the connection that a request
 * is to be upgraded to in an attribute of the request, and opens it after the filters
 * have returned. Knows only classes that Jetty 12.0 and 12.1 have in common.
 */
public final class JettyTap implements ServletTap, SessionTap {

	private static final Log logger = LogFactory.getLog(JettyTap.class);

	/**
	 * Whoever is cut is told to the application, which may block.
	 */
	private static final int CUTTER_THREADS = 256;

	private final AtomicBoolean untrackedTold = new AtomicBoolean();

	private final Map<WebSocketConnection, JettyWire> wires = new ConcurrentHashMap<>();

	private final Timer timer;

	private final Supplier<@Nullable JakartaSessions> jakartaSessions;

	private final Executor cutter = BlockingTasks.executor("ws-shutdown-cut-", CUTTER_THREADS);

	/**
	 * Creates the tap.
	 * @param timer bounds how long a peer's answer is waited for
	 * @param jakartaSessions gives what takes up the sessions of Jakarta endpoints, if
	 * somebody does; asked after everything has been created, because it may ask this tap
	 */
	public JettyTap(Timer timer, Supplier<@Nullable JakartaSessions> jakartaSessions) {
		this.timer = timer;
		this.jakartaSessions = jakartaSessions;
	}

	@Override
	public HttpServletRequest tap(HttpServletRequest request, Handshake handshake) {
		return request;
	}

	@Override
	public void handled(HttpServletRequest request, Handshake handshake) {
		if (request.getAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE) instanceof WebSocketConnection connection) {
			JettyWire wire = wireOf(connection);
			Connection http = connection.getEndPoint().getConnection();
			if (http != null && http != connection) {
				http.addEventListener(wire);
			}
			if (!handshake.isClaimed()) {
				wire.offer(handshake);
			}
			handshake.upgraded(wire);
			if (!handshake.isClaimed() && !isOfJakartaEndpoint(request)) {
				// It will not be tracked, or else is taken up all the same
				handshake.release();
			}
		}
	}

	/**
	 * Tells by what Jetty leaves in the request when it has found an endpoint by its
	 * path, or was asked to upgrade to one.
	 */
	private static boolean isOfJakartaEndpoint(HttpServletRequest request) {
		return request.getAttribute(PathSpec.class.getName()) instanceof UriTemplatePathSpec
				|| request.getAttribute("jakarta.websocket.server.pathParams") != null;
	}

	@Override
	public boolean offersJakartaSessions() {
		return this.jakartaSessions.get() != null;
	}

	/**
	 * Is told of a Jakarta session that is about to open. Nothing has been read or
	 * written yet.
	 * @param session Jetty's session below it
	 * @param takingUp takes it up, and gives what counts the calls of its endpoint
	 */
	void opening(WebSocketCoreSession session, Function<Handshake, Activity> takingUp) {
		JettyWire wire = this.wires.get(session.getConnection());
		Handshake handshake = (wire != null) ? wire.takeOffer() : null;
		if (wire != null && handshake != null) {
			FrameWatch frames = FrameWatch.install(session, wire);
			wire.opening(session);
			EndpointCalls calls = new EndpointCalls(takingUp.apply(handshake));
			frames.count(calls);
			wire.whenOpened(calls::opened);
		}
	}

	/**
	 * Is told, on the same thread, that the session has opened.
	 */
	void opened(WebSocketCoreSession session) {
		JettyWire wire = this.wires.get(session.getConnection());
		if (wire != null) {
			wire.opened();
		}
	}

	@Override
	public @Nullable Wire wireOf(Object nativeSession) {
		if (nativeSession instanceof WebSocketSession session
				&& session.getCoreSession() instanceof WebSocketCoreSession coreSession) {
			JettyWire wire = wireOf(coreSession.getConnection());
			FrameWatch.install(coreSession, wire);
			return wire;
		}
		return null;
	}

	private JettyWire wireOf(WebSocketConnection connection) {
		JettyWire wire = this.wires.computeIfAbsent(connection, this::watch);
		if (!connection.getEndPoint().isOpen()) {
			wire.onClosed(connection);
		}
		return wire;
	}

	private JettyWire watch(WebSocketConnection connection) {
		JettyWire wire = new JettyWire(connection, this.timer, this.cutter);
		connection.addEventListener(wire);
		wire.ended().thenRun(() -> {
			this.wires.remove(connection);
			Handshake untaken = wire.takeOffer();
			if (untaken != null && wire.hasOpened()) {
				untracked(untaken);
			}
		});
		return wire;
	}

	private void untracked(Handshake handshake) {
		if (this.untrackedTold.compareAndSet(false, true)) {
			logger.warn("A WebSocket session at " + handshake.endpoint() + ", which has just ended, and any other that "
					+ "is opened by the API of Jetty, is not drained");
		}
	}

}
