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

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionDirectory;
import io.github.wsshutdown.drain.ConnectionRegistry;

/**
 * The connections as operators see them. Thread-safe.
 */
final class Connections {

	static final int DEFAULT_LIMIT = 100;

	static final int MAX_LIMIT = 1000;

	private final ConnectionIds ids = new ConnectionIds();

	private final ConnectionRegistry registry;

	private final ConnectionDirectory directory;

	private final InstantSource clock;

	Connections(ConnectionRegistry registry, ConnectionDirectory directory, InstantSource clock) {
		this.registry = registry;
		this.directory = directory;
		this.clock = clock;
	}

	OpenConnections open(boolean showValues) {
		return OpenConnections.of(this.registry.connections(), showValues);
	}

	/**
	 * Returns the kinds of which there are connections.
	 */
	Set<String> kinds() {
		return new TreeSet<>(open(false).byKind().keySet());
	}

	/**
	 * Returns the number that a name stands for.
	 * @param parameter where the name was given
	 * @param id the name
	 * @return the number
	 */
	long number(String parameter, String id) {
		if (!ConnectionIds.FORMAT.matcher(id).matches()) {
			throw RejectedRequestException.invalid(parameter, id,
					"the id of a connection, 32 hexadecimal digits, as 'connections' lists them");
		}
		OptionalLong number = this.ids.number(id);
		return number.orElseThrow(() -> RejectedRequestException.unknown(id));
	}

	ConnectionDescription one(String id, boolean showValues) {
		ConnectionDirectory.Entry entry = this.directory.find(number("id", id))
			.orElseThrow(() -> RejectedRequestException.unknown(id));
		return ConnectionDescription.of(id, entry, this.clock.instant(), showValues);
	}

	ConnectionPage page(Predicate<ConnectionDirectory.Entry> filter, @Nullable String limit, @Nullable String after,
			boolean showValues) {
		Integer given = Parameters.integer("limit", limit, 1, MAX_LIMIT);
		int most = (given != null) ? given : DEFAULT_LIMIT;
		long from = (after != null) ? number("after", after) : 0;
		List<ConnectionDescription> page = new ArrayList<>();
		List<ConnectionDirectory.Entry> found = this.directory.page(from, most + 1, filter);
		for (ConnectionDirectory.Entry entry : found.subList(0, Math.min(most, found.size()))) {
			page.add(describe(entry, showValues));
		}
		return new ConnectionPage(page, (found.size() > most) ? page.get(most - 1).id() : null);
	}

	/**
	 * Describes the first of some connections, in their order; who has ended meanwhile is
	 * left out.
	 */
	List<ConnectionDescription> first(int most, List<Connection> connections, boolean showValues) {
		List<Connection> first = connections.subList(0, Math.min(most, connections.size()));
		Set<Connection> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
		wanted.addAll(first);
		Map<Connection, ConnectionDirectory.Entry> entries = new IdentityHashMap<>();
		for (ConnectionDirectory.Entry entry : this.directory.page(0, Math.max(1, wanted.size()),
				(each) -> wanted.contains(each.connection()))) {
			entries.put(entry.connection(), entry);
		}
		List<ConnectionDescription> described = new ArrayList<>();
		for (Connection connection : first) {
			ConnectionDirectory.Entry entry = entries.get(connection);
			if (entry != null) {
				described.add(describe(entry, showValues));
			}
		}
		return described;
	}

	private ConnectionDescription describe(ConnectionDirectory.Entry entry, boolean showValues) {
		return ConnectionDescription.of(this.ids.name(entry.number()), entry, this.clock.instant(), showValues);
	}

}
