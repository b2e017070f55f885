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

import io.github.wsshutdown.drain.Outcome;

/**
 * What a close is written to. Thread-safe.
 */
public interface Cuttable {

	/**
	 * Returns whether somebody seems to be writing just now, so that a close may have to
	 * wait for a peer that does not read. A hint: never blocks and may be wrong.
	 * @return whether a write is going on
	 */
	boolean isWriting();

	/**
	 * Ends the transport at once, without a word to the peer, and lets go whoever is
	 * blocked in a write to it. Never blocks; only the first call counts.
	 * @param outcome how it counts, if it had not ended already
	 */
	void cut(Outcome outcome);

}
