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

import java.util.function.BiConsumer;

import io.undertow.websockets.jsr.ConfiguredServerEndpoint;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.websocket.Session;

/**
 * A Jakarta endpoint once more, which tells of each session before its {@code onOpen}.
 */
final class WatchedServerEndpoint extends ConfiguredServerEndpoint {

	private final BiConsumer<UndertowSession, ConfiguredServerEndpoint> opening;

	WatchedServerEndpoint(ConfiguredServerEndpoint endpoint,
			BiConsumer<UndertowSession, ConfiguredServerEndpoint> opening) {
		super(endpoint.getEndpointConfiguration(), endpoint.getEndpointFactory(), endpoint.getPathTemplate(),
				endpoint.getEncodingFactory(), endpoint.getAnnotatedEndpointFactory(), endpoint.getExtensions());
		this.opening = opening;
	}

	@Override
	public void addOpenSession(Session session) {
		super.addOpenSession(session);
		if (session instanceof UndertowSession undertowSession) {
			this.opening.accept(undertowSession, this);
		}
	}

}
