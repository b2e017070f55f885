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
	 * Returns who belongs to a scope now: of a share, those who are asked first. A share
	 * is one of those who were not asked yet, so that the next one is one of others.
	 */
	List<Slot> of(Scope scope) {
		List<Slot> members = new ArrayList<>();
		boolean whole = scope.percent() == 100;
		for (Slot slot : this.registry.slots()) {
			if (slot.isIn(scope) && (whole || !slot.wasAsked())) {
				members.add(slot);
			}
		}
		if (whole) {
			return members;
		}
		int share = (int) ((members.size() * (long) scope.percent() + 99) / 100);
		List<Slot> ordered = inOrder(members);
		return ordered.subList(0, Math.min(share, ordered.size()));
	}

	/**
	 * Returns the connections among these places in the order in which they are asked.
	 * Places may become connections, and these may end, meanwhile.
	 */
	List<Slot> inOrder(List<Slot> slots) {
		List<Arrived> arrived = new ArrayList<>();
		for (Slot slot : slots) {
			Connection connection = slot.connection();
			if (connection != null) {
				arrived.add(new Arrived(slot, connection, slot.arrival()));
			}
		}
		arrived.sort(Comparator.comparingLong(Arrived::number));
		Map<Connection, Slot> byConnection = new IdentityHashMap<>();
		List<Connection> connections = new ArrayList<>();
		for (Arrived each : arrived) {
			byConnection.put(each.connection(), each.slot());
			connections.add(each.connection());
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

	/**
	 * A place as it was when it was looked at.
	 */
	private record Arrived(Slot slot, Connection connection, long number) {

	}

}
