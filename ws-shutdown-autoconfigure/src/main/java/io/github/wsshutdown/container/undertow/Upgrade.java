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

package io.github.wsshutdown.container.undertow;

import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.drain.Activity;

/**
 * A connection that is being upgraded, until its session has opened.
 */
final class Upgrade {

	private final StreamConnection connection;

	private final Handshake handshake;

	private final Thread upgrader = Thread.currentThread();

	private @Nullable UndertowWire wire;

	/**
	 * What counts the call of {@code onOpen}, which is made by the upgrader.
	 */
	private @Nullable Activity opening;

	Upgrade(StreamConnection connection, Handshake handshake) {
		this.connection = connection;
		this.handshake = handshake;
	}

	StreamConnection connection() {
		return this.connection;
	}

	Handshake handshake() {
		return this.handshake;
	}

	/**
	 * Is told that a session opens, a piece of work being in flight for that. It is not
	 * seen when that is done if the response could not be written at once, so that the
	 * session opens later, on the I/O thread.
	 */
	void opening(UndertowWire sessionWire, Activity activity) {
		if (Thread.currentThread() == this.upgrader) {
			this.wire = sessionWire;
			this.opening = activity;
		}
		else {
			activity.endHere();
			sessionWire.opened();
		}
	}

	/**
	 * Is told by the upgrader that it is done.
	 */
	void done() {
		if (this.opening != null) {
			this.opening.endHere();
		}
		if (this.wire != null) {
			this.wire.opened();
		}
	}

}
