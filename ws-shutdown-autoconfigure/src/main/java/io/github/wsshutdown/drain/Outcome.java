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

/**
 * How a connection ended, as it was seen; exactly one per connection.
 */
public enum Outcome {

	/**
	 * The peer's own close arrived: the only outcome that counts as confirmed.
	 */
	PEER_ANSWERED,

	/**
	 * The peer's transport ended before it answered.
	 */
	PEER_GONE,

	/**
	 * The request to leave was written, then this side or the container ended the
	 * transport without waiting for an answer.
	 */
	CLOSED_UNCONFIRMED,

	/**
	 * Still there at the deadline, and cut.
	 */
	TERMINATED,

	/**
	 * The request to leave could not be written within its budget, or at all, and the
	 * transport was ended.
	 */
	FAILED

}
