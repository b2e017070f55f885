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

package io.github.wsshutdown.context;

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.Straggler;

/**
 * A connection was still there at the deadline and is cut. Of one drain the first hundred
 * are told; the report of its end has them all.
 */
public final class StragglerTerminatedEvent extends DrainEvent {

	private static final long serialVersionUID = 1L;

	private final transient Straggler straggler;

	/**
	 * Creates an event.
	 * @param drain the drain
	 * @param straggler what the connection was doing just before
	 */
	public StragglerTerminatedEvent(Drain drain, Straggler straggler) {
		super(drain);
		this.straggler = straggler;
	}

	/**
	 * Returns what the connection was doing just before.
	 * @return the straggler
	 */
	public Straggler getStraggler() {
		return this.straggler;
	}

}
