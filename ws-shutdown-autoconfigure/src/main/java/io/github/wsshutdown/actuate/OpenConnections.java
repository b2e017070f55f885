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

package io.github.wsshutdown.actuate;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;

/**
 * How many connections are open.
 *
 * @param total how many there are
 * @param busy how many of them have something in flight
 * @param inFlight how many pieces of work are not done
 * @param byKind how many there are of each kind
 * @param byEndpoint the endpoints that have most of them
 * @param moreEndpoints how many other endpoints have some
 */
record OpenConnections(int total, int busy, long inFlight, Map<String, Integer> byKind, List<AtEndpoint> byEndpoint,
		int moreEndpoints) {

	static final int MAX_ENDPOINTS = 50;

	static OpenConnections of(Collection<Connection> connections, boolean showValues) {
		int busy = 0;
		long inFlight = 0;
		Map<String, Integer> byKind = new TreeMap<>();
		Map<Place, Integer> byPlace = new HashMap<>();
		for (Connection connection : connections) {
			int working = workOf(connection);
			busy += (working > 0) ? 1 : 0;
			inFlight += working;
			Place place = placeOf(connection, showValues);
			byKind.merge(place.kind(), 1, Integer::sum);
			byPlace.merge(place, 1, Integer::sum);
		}
		List<AtEndpoint> most = byPlace.entrySet()
			.stream()
			.map((entry) -> new AtEndpoint(entry.getKey().kind(), Text.shown(entry.getKey().endpoint()),
					entry.getValue()))
			.sorted(Comparator.comparingInt(AtEndpoint::open).reversed().thenComparing(AtEndpoint::endpoint))
			.limit(MAX_ENDPOINTS)
			.toList();
		return new OpenConnections(connections.size(), busy, inFlight, byKind, most, byPlace.size() - most.size());
	}

	private static int workOf(Connection connection) {
		try {
			return connection.activity().inFlight();
		}
		catch (RuntimeException ex) {
			return 0;
		}
	}

	private static Place placeOf(Connection connection, boolean showValues) {
		try {
			ConnectionInfo info = connection.info();
			return new Place(info.kind().name(), ConnectionDescription.endpointOf(info, showValues));
		}
		catch (RuntimeException ex) {
			return new Place(ConnectionDescription.UNKNOWN, ConnectionDescription.UNKNOWN);
		}
	}

	private record Place(String kind, String endpoint) {
	}

	/**
	 * How many connections are open at an endpoint.
	 *
	 * @param kind their kind
	 * @param endpoint the pattern under which it is mapped
	 * @param open how many there are
	 */
	record AtEndpoint(String kind, String endpoint, int open) {
	}

}
