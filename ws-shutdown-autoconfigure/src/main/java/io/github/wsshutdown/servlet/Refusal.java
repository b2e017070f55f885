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

import java.time.Duration;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/**
 * How a newcomer is turned away: {@code 503} with {@code Retry-After} (RFC 9110, sections
 * 15.6.4 and 10.2.3) and the end of the HTTP connection.
 *
 * @param retryAfter when it is worth trying again; told in whole seconds, rounded up
 */
public record Refusal(Duration retryAfter) {

	void answer(HttpServletResponse response) {
		response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfterSeconds()));
		response.setHeader(HttpHeaders.CONNECTION, "close");
	}

	private long retryAfterSeconds() {
		return this.retryAfter.plusSeconds(1).minusNanos(1).toSeconds();
	}

}
