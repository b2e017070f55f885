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

import java.time.Duration;
import java.util.List;

/**
 * A connection that was still there at the deadline.
 *
 * @param id the connection's identifier
 * @param kind its kind
 * @param endpoint its endpoint pattern
 * @param age how long it had been open
 * @param inFlight how many messages were in flight on it
 * @param stack the innermost frames of the thread that was handling a message, the
 * innermost first; empty if none was
 */
public record Straggler(String id, Kind kind, String endpoint, Duration age, int inFlight, List<String> stack) {

	public Straggler {
		stack = List.copyOf(stack);
	}

}
