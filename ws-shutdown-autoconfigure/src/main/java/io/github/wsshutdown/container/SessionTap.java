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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes hold of the connection below a session that has just opened, where the handshake
 * alone did not give it or not all of it; a bean.
 */
@FunctionalInterface
public interface SessionTap {

	/**
	 * Finds the wire of a session. Called once for each session, by the thread that opens
	 * it, before the application sees the session.
	 * @param nativeSession the container's session
	 * @return the wire, or {@code null} if this is not a session of the container that
	 * this tap knows
	 */
	@Nullable Wire wireOf(Object nativeSession);

	/**
	 * Finds the wire of a session.
	 * @param handshake what the session has come from
	 * @param taps are asked in their order, before the handshake
	 * @param nativeSession the container's session, if it is known
	 * @return the wire, or {@code null} if nobody knows it
	 */
	static @Nullable Wire findWire(Handshake handshake, List<SessionTap> taps, @Nullable Object nativeSession) {
		if (nativeSession != null) {
			for (SessionTap tap : taps) {
				Wire wire = tap.wireOf(nativeSession);
				if (wire != null) {
					return wire;
				}
			}
		}
		return handshake.wire();
	}

}
