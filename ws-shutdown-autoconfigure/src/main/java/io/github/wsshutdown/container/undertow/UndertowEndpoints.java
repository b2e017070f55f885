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

import io.undertow.websockets.jsr.ServerWebSocketContainer;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import org.springframework.context.SmartLifecycle;

/**
 * Puts watched endpoints in the place of the application's Jakarta endpoints: after they
 * have all been added, and before Undertow, when the web server starts, looks at them for
 * the last time.
 */
public final class UndertowEndpoints implements SmartLifecycle {

	private final UndertowTap tap;

	private final ServletContext servletContext;

	private volatile boolean running;

	/**
	 * Creates the replacement.
	 * @param tap is told of the sessions
	 * @param servletContext holds the container of the endpoints, if it is Undertow's
	 */
	public UndertowEndpoints(UndertowTap tap, ServletContext servletContext) {
		this.tap = tap;
		this.servletContext = servletContext;
	}

	@Override
	public void start() {
		if (this.servletContext
			.getAttribute(ServerContainer.class.getName()) instanceof ServerWebSocketContainer container) {
			container.getConfiguredServerEndpoints().replaceAll(this.tap::watch);
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Returns a phase before that of the web server.
	 */
	@Override
	public int getPhase() {
		return 0;
	}

	/**
	 * Not pauseable, as the web server; overrides a method of Framework 7.
	 * @return false
	 */
	public boolean isPauseable() {
		return false;
	}

}
