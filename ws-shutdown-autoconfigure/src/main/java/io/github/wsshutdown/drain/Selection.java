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
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds who belongs to a scope, and in which order they are asked to leave.
 */
final class Selection {

	private static final System.Logger logger = System.getLogger(Selection.class.getName());

	private final ConnectionRegistry registry;

	private final DrainOrder order;

	Selection(ConnectionRegistry registry, DrainOrder order) {
		this.registry = registry;
		this.order = order;
	}

	/**
	 * Returns who belongs to a scope now: of a share, those who are asked first.
	 */
	List<Slot> of(Scope scope) {
		List<Slot> members = new ArrayList<>();
		for (Slot slot : this.registry.slots()) {
			if (slot.isIn(scope)) {
				members.add(slot);
			}
		}
		if (scope.percent() == 100) {
			return members;
		}
		int share = (int) ((members.size() * (long) scope.percent() + 99) / 100);
		return inOrder(members).subList(0, share);
	}

	/**
	 * Returns the connections among these places in the order in which they are asked.
	 */
	List<Slot> inOrder(List<Slot> slots) {
		Map<Connection, Slot> byConnection = new IdentityHashMap<>();
		List<Connection> connections = new ArrayList<>();
		slots.sort(Comparator.comparingLong(Slot::arrival));
		for (Slot slot : slots) {
			Connection connection = slot.connection();
			if (connection != null) {
				byConnection.put(connection, slot);
				connections.add(connection);
			}
		}
		List<Slot> ordered = new ArrayList<>();
		for (Connection connection : ordered(connections)) {
			Slot slot = byConnection.remove(connection);
			if (slot != null) {
				ordered.add(slot);
			}
		}
		ordered.addAll(byConnection.values());
		return ordered;
	}

	private List<Connection> ordered(List<Connection> connections) {
		try {
			return new ArrayList<>(this.order.order(List.copyOf(connections)));
		}
		catch (RuntimeException | Error ex) {
			logger.log(System.Logger.Level.WARNING, "Drain order failed; connections leave as they are found", ex);
			return connections;
		}
	}

}
