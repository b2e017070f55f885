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

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.adapter.AbstractWebSocketSession;

/**
 * Finds the server's session below Spring's, which keeps it to itself.
 */
final class NativeSessions {

	private static final @Nullable Method DELEGATE = ReflectionUtils.findMethod(AbstractWebSocketSession.class,
			"getDelegate");

	private NativeSessions() {
	}

	/**
	 * Finds the server's session.
	 * @return the session, or {@code null} if it is not known
	 */
	static @Nullable Object of(WebSocketSession session) {
		if (DELEGATE == null || !(session instanceof AbstractWebSocketSession)) {
			return null;
		}
		ReflectionUtils.makeAccessible(DELEGATE);
		return ReflectionUtils.invokeMethod(DELEGATE, session);
	}

}
