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
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.Transformation;
import org.apache.tomcat.websocket.server.WsHandshakeRequest;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.apache.tomcat.websocket.server.WsServerContainer;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.Handshake;

/**
 * Tomcat's own upgrade handler, watched. Public only because Tomcat creates it; not for
 * use by applications.
 */
public final class WatchedUpgradeHandler extends WsHttpUpgradeHandler {

	private final TomcatWire wire = new TomcatWire(getUpgradeInfo());

	private @Nullable Handshake handshake;

	/**
	 * Creates a handler; called by Tomcat.
	 */
	public WatchedUpgradeHandler() {
	}

	void watchedFor(Handshake handshake) {
		this.handshake = handshake;
		handshake.upgraded(this.wire);
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
		super.preInit(serverEndpointConfig, container, handshakeRequest, negotiatedExtensions, subProtocol,
				new FrameWatch(transformation, this.wire), pathParameters, secure);
	}

	/**
	 * Opens the session, on this thread. Whoever tracks it has done so by the end of
	 * that; a reservation that nobody has converted is not waited for.
	 */
	@Override
	public void init(WebConnection connection) {
		try {
			super.init(connection);
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
			return state;
		}
		finally {
			if (state == SocketState.CLOSED) {
				this.wire.transportEnded();
			}
			this.wire.dispatching(false);
		}
	}

	@Override
	public void destroy() {
		super.destroy();
		this.wire.transportEnded();
	}

}
