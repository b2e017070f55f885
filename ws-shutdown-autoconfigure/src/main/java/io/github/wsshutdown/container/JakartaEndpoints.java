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

package io.github.wsshutdown.container;

import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import org.springframework.context.SmartLifecycle;

/**
 * Takes hold of the Jakarta endpoints of an application: after they have all been added,
 * and before the web server takes connections. For an adapter whose container has to be
 * asked to tell of their sessions.
 */
public abstract class JakartaEndpoints implements SmartLifecycle {

	private final ServletContext servletContext;

	private volatile boolean running;

	/**
	 * Creates the lifecycle.
	 * @param servletContext holds the container of the endpoints, if there is one
	 */
	protected JakartaEndpoints(ServletContext servletContext) {
		this.servletContext = servletContext;
	}

	/**
	 * Takes hold of the endpoints. Called at every start.
	 * @param serverContainer the container of the endpoints, perhaps not one that this
	 * adapter knows
	 */
	protected abstract void takeHold(Object serverContainer);

	@Override
	public final void start() {
		Object serverContainer = this.servletContext.getAttribute(ServerContainer.class.getName());
		if (serverContainer != null) {
			takeHold(serverContainer);
		}
		this.running = true;
	}

	@Override
	public final void stop() {
		this.running = false;
	}

	@Override
	public final boolean isRunning() {
		return this.running;
	}

	/**
	 * Returns a phase before that of the web server.
	 */
	@Override
	public final int getPhase() {
		return 0;
	}

	/**
	 * Not pauseable, as the web server; overrides a method of Framework 7.
	 * @return false
	 */
	public final boolean isPauseable() {
		return false;
	}

}
