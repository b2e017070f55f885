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

package io.github.wsshutdown.samples.demo.crowd;

import java.util.concurrent.CompletableFuture;

import io.github.wsshutdown.samples.demo.seen.Group;

/**
 * How a guest behaves, which is quietly unless it has manners of its own; all of it
 * happens on the event loop.
 */
interface Manner {

	/** The manner of somebody who only listens. */
	Manner IDLE = () -> Group.IDLE;

	Group group();

	/**
	 * What it adds to the path that it connects to.
	 */
	default String query() {
		return "";
	}

	/**
	 * The size of its receive buffer, or zero for the system's own.
	 */
	default int receiveBuffer() {
		return 0;
	}

	default void settle(WebSocketPeer peer, CompletableFuture<Void> settled) {
		settled.complete(null);
	}

	default void heard(String text) {
	}

	default void serverHasStopped(WebSocketPeer peer) {
	}

}
