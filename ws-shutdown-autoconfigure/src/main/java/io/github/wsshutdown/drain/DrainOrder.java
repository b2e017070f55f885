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

import java.util.ArrayList;
import java.util.List;

/**
 * Decides in which order connections are asked to leave.
 */
@FunctionalInterface
public interface DrainOrder {

	/**
	 * Returns the connections in the order in which they are asked.
	 * @param connections the connections as they were established; not to be changed
	 * @return the same connections in another order; what is missing goes last
	 */
	List<Connection> order(List<Connection> connections);

	/**
	 * Returns the default order: first those with nothing in flight, then the busy ones,
	 * and within each as they were established.
	 * @return the order
	 */
	static DrainOrder idleFirst() {
		return (connections) -> {
			List<Connection> idle = new ArrayList<>(connections.size());
			List<Connection> busy = new ArrayList<>();
			for (Connection connection : connections) {
				((connection.activity().inFlight() == 0) ? idle : busy).add(connection);
			}
			idle.addAll(busy);
			return idle;
		};
	}

}
