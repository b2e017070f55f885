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

import org.springframework.web.socket.WebSocketHandler;

/**
 * Adds to handlers of one kind what a drain has to know of them, below the tracking.
 */
@FunctionalInterface
public interface HandlerCustomizer {

	/**
	 * Customizes a handler that is about to be tracked.
	 * @param handler the handler
	 * @return a decorator around it, or the handler itself if it is of another kind
	 */
	WebSocketHandler customize(WebSocketHandler handler);

}
