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

import io.github.wsshutdown.container.JakartaEndpoints;

/**
 * Puts watched endpoints in the place of the application's Jakarta endpoints: after they
 * have all been added, and before Undertow, when the web server starts, looks at them for
 * the last time.
 */
public final class UndertowEndpoints extends JakartaEndpoints {

	private final UndertowTap tap;

	/**
	 * Creates the replacement.
	 * @param tap is told of the sessions
	 * @param servletContext holds the container of the endpoints, if it is Undertow's
	 */
	public UndertowEndpoints(UndertowTap tap, ServletContext servletContext) {
		super(servletContext);
		this.tap = tap;
	}

	@Override
	protected void takeHold(Object serverContainer) {
		if (serverContainer instanceof ServerWebSocketContainer container) {
			container.getConfiguredServerEndpoints().replaceAll(this.tap::watch);
		}
	}

}
