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

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import org.apache.tomcat.InstanceManager;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.container.ServletTap;

/**
 * Takes hold of Tomcat's WebSocket connections: where Tomcat asks the request for its
 * {@link WsHttpUpgradeHandler}, it gets a subclass that tells what happens to the
 * connection. Covers whatever is upgraded that way, {@code @ServerEndpoint} included.
 */
public final class TomcatTap implements ServletTap {

	private static final String INSTANCE_MANAGER = InstanceManager.class.getName();

	/**
	 * Where a {@code DispatcherServlet} leaves the pattern by which it has found a
	 * handler, which may then begin a handshake by itself.
	 */
	private static final String MAPPED_PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

	private final @Nullable JakartaSessions sessions;

	/**
	 * Creates the tap.
	 * @param sessions takes up the sessions that nobody has claimed, or {@code null} to
	 * leave them alone
	 */
	public TomcatTap(@Nullable JakartaSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public HttpServletRequest tap(HttpServletRequest request, Handshake handshake) {
		return new UpgradeTappingRequest(request, handshake, this.sessions);
	}

	@Override
	public boolean offersJakartaSessions() {
		return this.sessions != null;
	}

	private static final class UpgradeTappingRequest extends HttpServletRequestWrapper {

		private final Handshake handshake;

		private final @Nullable JakartaSessions sessions;

		UpgradeTappingRequest(HttpServletRequest request, Handshake handshake, @Nullable JakartaSessions sessions) {
			super(request);
			this.handshake = handshake;
			this.sessions = sessions;
		}

		@Override
		public <T extends HttpUpgradeHandler> T upgrade(Class<T> handlerClass) throws IOException, ServletException {
			if (handlerClass != WsHttpUpgradeHandler.class) {
				return super.upgrade(handlerClass);
			}
			WatchedUpgradeHandler handler = super.upgrade(WatchedUpgradeHandler.class);
			handler.watchedFor(this.handshake);
			if (this.sessions != null && !this.handshake.isClaimed()) {
				handler.offeringTo(this.sessions, (InstanceManager) getServletContext().getAttribute(INSTANCE_MANAGER),
						(String) getAttribute(MAPPED_PATTERN));
			}
			return handlerClass.cast(handler);
		}

	}

}
