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

package io.github.wsshutdown.reactive;

import org.springframework.web.reactive.socket.server.WebSocketService;

import io.github.wsshutdown.drain.Gate;

/**
 * Wraps services so that a handshake passes only while the gate is open, and its session
 * is tracked.
 *
 * @param gate the gate
 * @param refusal how to answer who is refused
 * @param tracker wraps the handlers
 */
public record WebSocketTracking(Gate gate, Refusal refusal, SessionTracker tracker) {

	/**
	 * Wraps a service.
	 * @param service the service
	 * @return a service that tracks
	 */
	public WebSocketService track(WebSocketService service) {
		return new TrackingWebSocketService(service, this);
	}

}
