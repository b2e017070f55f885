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

package io.github.wsshutdown.container;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Takes hold of what is below an ordinary HTTP response; a bean.
 */
@FunctionalInterface
public interface ResponseTap {

	/**
	 * The name of a request attribute that is there if somebody else takes care of the
	 * response, so that it is tracked by nobody.
	 */
	String CLAIMED = ResponseTap.class.getName() + ".claimed";

	/**
	 * Finds what cuts a response.
	 * @param request the container's request, which is being handled, perhaps by another
	 * thread
	 * @return ends the transport of this response and of no other at once, and lets go
	 * whoever is blocked in a write to it; never blocks; or {@code null} if this is not a
	 * container that this tap knows
	 */
	@Nullable Runnable cutterOf(HttpServletRequest request);

	/**
	 * Is told that a response was cut and that the application is done with it, on the
	 * thread on which the container has said so.
	 * @param request the request that was given to {@link #cutterOf}
	 */
	default void release(HttpServletRequest request) {
	}

}
