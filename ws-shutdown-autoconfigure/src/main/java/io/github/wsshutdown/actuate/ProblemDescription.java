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

package io.github.wsshutdown.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import io.github.wsshutdown.actuate.RejectedRequestException.Problem;

/**
 * Why something cannot be done.
 *
 * @param error the reason, and what can be done
 * @param drain the drain that is in the way, if that is the reason
 */
record ProblemDescription(String error, @Nullable DrainDescription drain) implements OperationResponseBody {

	private static final int STATUS_FORBIDDEN = 403;

	private static final int STATUS_CONFLICT = 409;

	static WebEndpointResponse<Object> response(Problem problem, String error, @Nullable DrainDescription drain) {
		return new WebEndpointResponse<>(new ProblemDescription(error, drain), status(problem));
	}

	private static int status(Problem problem) {
		return switch (problem) {
			case INVALID -> WebEndpointResponse.STATUS_BAD_REQUEST;
			case FORBIDDEN -> STATUS_FORBIDDEN;
			case UNKNOWN -> WebEndpointResponse.STATUS_NOT_FOUND;
			case CONFLICT -> STATUS_CONFLICT;
		};
	}

}
