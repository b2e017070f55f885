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

package io.github.wsshutdown.servlet.sockjs;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.sockjs.transport.TransportType;

/**
 * What a request of an HTTP transport is for.
 *
 * @param sessionId the session, which need not exist
 * @param type the transport
 */
record TransportRequest(String sessionId, TransportType type) {

	/**
	 * Reads a request's path as Spring does: the server, the session, the transport.
	 * @return what the request is for, or {@code null} if it is of no HTTP transport
	 */
	static @Nullable TransportRequest of(HttpServletRequest request) {
		Object path = request.getAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE);
		String[] segments = StringUtils.tokenizeToStringArray((String) path, "/");
		if (segments.length != 3) {
			return null;
		}
		TransportType type = TransportType.fromValue(segments[2]);
		if (type == null || type == TransportType.WEBSOCKET || !type.getHttpMethod().matches(request.getMethod())) {
			return null;
		}
		return new TransportRequest(segments[1], type);
	}

}
