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

import java.time.Duration;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * How a newcomer is turned away: {@code 503} with {@code Retry-After} (RFC 9110, sections
 * 15.6.4 and 10.2.3) and the end of the HTTP connection.
 *
 * @param retryAfter when it is worth trying again; told in whole seconds, rounded up
 */
public record Refusal(Duration retryAfter) {

	/**
	 * Answers a request.
	 * @param response the response, of which nothing has been sent
	 * @return completes when it is answered
	 */
	public Mono<Void> answer(ServerHttpResponse response) {
		response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
		long seconds = this.retryAfter.plusSeconds(1).minusNanos(1).toSeconds();
		response.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
		response.getHeaders().set(HttpHeaders.CONNECTION, "close");
		return response.setComplete();
	}

}
