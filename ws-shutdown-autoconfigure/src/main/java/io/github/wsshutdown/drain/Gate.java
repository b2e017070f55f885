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

package io.github.wsshutdown.drain;

import java.util.Optional;

/**
 * Decides whether a new connection may come in.
 * <p>
 * The decision is one atomic step with the beginning of a drain: an admission that is
 * handed out is either counted by the drain or was handed out after it ended. Thread-safe
 * and never blocking.
 */
public interface Gate {

	/**
	 * Reserves a place for a connection that is about to be established.
	 * @param kind what kind of connection it will be
	 * @param endpoint the endpoint as far as it is known by now, at least the path
	 * @return the reservation, which must be established or closed, or empty while
	 * draining; an empty answer is counted as a refusal
	 */
	Optional<Admission> tryAdmit(Kind kind, String endpoint);

}
