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

package io.github.wsshutdown.servlet;

import java.util.ArrayList;
import java.util.List;

import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Spring's request handler once more, with a tracked handler and a guard before all other
 * interceptors. Not final: the application may have its beans proxied.
 */
class TrackedRequestHandler extends WebSocketHttpRequestHandler {

	TrackedRequestHandler(WebSocketHttpRequestHandler original, HandlerDecorator decorator, HandshakeGuard guard) {
		super(decorator.decoratePlain(original.getWebSocketHandler()), original.getHandshakeHandler());
		List<HandshakeInterceptor> interceptors = new ArrayList<>();
		interceptors.add(guard);
		interceptors.addAll(original.getHandshakeInterceptors());
		setHandshakeInterceptors(interceptors);
	}

}
