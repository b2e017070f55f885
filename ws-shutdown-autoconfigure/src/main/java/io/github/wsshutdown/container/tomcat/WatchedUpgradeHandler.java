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

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.WebConnection;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import org.apache.tomcat.InstanceManager;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.Transformation;
import org.apache.tomcat.websocket.pojo.PojoEndpointServer;
import org.apache.tomcat.websocket.server.WsHandshakeRequest;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.apache.tomcat.websocket.server.WsServerContainer;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.drain.Activity;

/**
 * Tomcat's own upgrade handler, watched. Public only because Tomcat creates it; not for
 * use by applications.
 */
public final class WatchedUpgradeHandler extends WsHttpUpgradeHandler {

	/**
	 * What Spring has Tomcat open if its {@code HandshakeHandler} is called: at the path
	 * of the request.
	 */
	private static final String SPRING_ENDPOINT = "org.springframework.web.socket.adapter.standard.StandardWebSocketHandlerAdapter";

	private final TomcatWire wire = new TomcatWire(getUpgradeInfo());

	private @Nullable Handshake handshake;

	private @Nullable JakartaSessions sessions;

	private @Nullable InstanceManager instanceManager;

	private @Nullable String mappedPattern;

	private @Nullable FrameWatch frames;

	/**
	 * Creates a handler; called by Tomcat.
	 */
	public WatchedUpgradeHandler() {
	}

	void watchedFor(Handshake handshake) {
		this.handshake = handshake;
		handshake.upgraded(this.wire);
	}

	/**
	 * Says who takes up the session.
	 * @param sessions who takes it up
	 * @param instanceManager where endpoints' instances come from
	 * @param mappedPattern the endpoint, if it is not that of Tomcat's configuration
	 */
	void offeringTo(JakartaSessions sessions, @Nullable InstanceManager instanceManager,
			@Nullable String mappedPattern) {
		this.sessions = sessions;
		this.mappedPattern = mappedPattern;
		this.instanceManager = instanceManager;
	}

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> socketWrapper) {
		super.setSocketWrapper(socketWrapper);
		this.wire.connectedTo(socketWrapper);
	}

	@Override
	public void preInit(ServerEndpointConfig serverEndpointConfig, WsServerContainer container,
			WsHandshakeRequest handshakeRequest, List<Extension> negotiatedExtensions, String subProtocol,
			Transformation transformation, Map<String, String> pathParameters, boolean secure) {
		FrameWatch watch = new FrameWatch(transformation, this.wire);
		this.frames = watch;
		super.preInit(watched(serverEndpointConfig, pathParameters, watch), container, handshakeRequest,
				negotiatedExtensions, subProtocol, watch, pathParameters, secure);
	}

	private ServerEndpointConfig watched(ServerEndpointConfig config, Map<String, String> pathParameters,
			FrameWatch watch) {
		JakartaSessions takingUp = this.sessions;
		Handshake from = this.handshake;
		if (takingUp == null || from == null) {
			return config;
		}
		String path = (this.mappedPattern != null) ? this.mappedPattern : config.getPath();
		boolean mapped = this.mappedPattern != null;
		return new WatchedEndpointConfig(config, this.instanceManager, (instance) -> {
			Endpoint endpoint = (instance instanceof Endpoint plain) ? plain
					: new PojoEndpointServer(pathParameters, instance);
			boolean decoding = endpoint instanceof PojoEndpointServer && !config.getDecoders().isEmpty();
			LateMessages lateMessages = new LateMessages(decoding);
			this.wire.discard(lateMessages);
			return new WatchedEndpoint(endpoint, config, this.instanceManager, lateMessages, (session) -> {
				if (mapped || !SPRING_ENDPOINT.equals(endpoint.getClass().getName())) {
					from.mapped();
				}
				Activity activity = takingUp.opened(from, session, path);
				lateMessages.opened(session);
				watch.count(activity, () -> lateMessages.coming(session));
				return activity;
			});
		});
	}

	/**
	 * Opens the session, on this thread. Whoever tracks it has done so by the end of
	 * that; a reservation that nobody has converted is not waited for. Where this fails,
	 * Tomcat drops the connection.
	 */
	@Override
	public void init(WebConnection connection) {
		try {
			super.init(connection);
		}
		catch (RuntimeException | Error ex) {
			this.wire.transportEnded();
			throw ex;
		}
		finally {
			if (this.handshake != null) {
				this.handshake.release();
			}
		}
	}

	@Override
	public SocketState upgradeDispatch(SocketEvent status) {
		SocketState state = SocketState.CLOSED;
		this.wire.dispatching(true);
		try {
			state = super.upgradeDispatch(status);
		}
		finally {
			// A message that is handled may let the session be closed, just now
			if (this.frames != null && this.frames.handled() && this.wire.isSocketClosed()) {
				state = SocketState.CLOSED;
			}
			if (state == SocketState.CLOSED) {
				this.wire.transportEnded();
			}
			this.wire.dispatching(false);
		}
		return state;
	}

	@Override
	public void destroy() {
		super.destroy();
		this.wire.transportEnded();
	}

}
