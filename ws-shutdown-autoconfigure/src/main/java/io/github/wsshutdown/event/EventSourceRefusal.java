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

package io.github.wsshutdown.event;

/**
 * How a newcomer is turned away that asks for server-sent events. A browser's
 * {@code EventSource} comes back only after a {@code 200} whose stream has ended.
 */
public enum EventSourceRefusal {

	/**
	 * {@code 503} with {@code Retry-After}, as for all others.
	 */
	UNAVAILABLE,

	/**
	 * {@code 204}, which tells an {@code EventSource} to stay away (HTML standard,
	 * section 9.2).
	 */
	NO_CONTENT,

	/**
	 * {@code 200} and a stream that ends at once, having said when to come back.
	 */
	RETRY

}
