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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Looks connections up by the number of their arrival, and ends one of them. Thread-safe;
 * each call looks at every open connection once.
 */
public final class ConnectionDirectory {

	private final ConnectionRegistry registry;

	private final Timer timer;

	/**
	 * Creates a directory.
	 * @param registry the connections
	 * @param timer the source of time
	 */
	public ConnectionDirectory(ConnectionRegistry registry, Timer timer) {
		this.registry = registry;
		this.timer = timer;
	}

	/**
	 * Returns some connections as they were established, the oldest first.
	 * @param after the number behind which to begin, zero for the beginning
	 * @param limit how many at most
	 * @param filter which ones
	 * @return a new list
	 */
	public List<Entry> page(long after, int limit, Predicate<Entry> filter) {
		Comparator<Entry> youngestFirst = Comparator.comparingLong(Entry::number).reversed();
		PriorityQueue<Entry> oldest = new PriorityQueue<>(youngestFirst);
		for (Slot slot : this.registry.slots()) {
			Connection connection = slot.connection();
			long number = slot.arrival();
			if (connection == null || number <= after) {
				continue;
			}
			Entry youngest = oldest.peek();
			boolean full = oldest.size() >= limit;
			if (full && (youngest == null || youngest.number() < number)) {
				continue;
			}
			Entry entry = new Entry(number, connection, slot.wasAsked());
			if (!filter.test(entry)) {
				continue;
			}
			oldest.add(entry);
			if (full) {
				oldest.remove();
			}
		}
		List<Entry> page = new ArrayList<>(oldest);
		page.sort(youngestFirst.reversed());
		return page;
	}

	/**
	 * Finds a connection.
	 * @param number the number of its arrival
	 * @return the connection, unless it has ended
	 */
	public Optional<Entry> find(long number) {
		Slot slot = slot(number);
		Connection connection = (slot != null) ? slot.connection() : null;
		return (slot != null && connection != null) ? Optional.of(new Entry(number, connection, slot.wasAsked()))
				: Optional.empty();
	}

	/**
	 * Asks one connection to leave, whether a drain runs or not, and cuts it if it has
	 * not ended in time. Does not block.
	 * @param number the number of its arrival
	 * @param departure what to tell the peer
	 * @param timeout how long until it is cut
	 * @return whether it is asked by this call: neither has it ended, nor was it asked
	 * before
	 */
	public boolean disconnect(long number, Departure departure, Duration timeout) {
		Slot slot = slot(number);
		Connection connection = (slot != null) ? slot.disconnect() : null;
		if (slot == null || connection == null) {
			return false;
		}
		Timer.Cancellable cut = this.timer.schedule(timeout, connection::terminate);
		connection.ended().thenRun(cut::cancel);
		Leaving.leave(slot, connection, departure);
		return true;
	}

	private @Nullable Slot slot(long number) {
		for (Slot slot : this.registry.slots()) {
			if (slot.arrival() == number && slot.connection() != null) {
				return slot;
			}
		}
		return null;
	}

	/**
	 * A connection and its number.
	 *
	 * @param number the number of its arrival, above zero and unique in this process
	 * @param connection the connection
	 * @param asked whether it was asked to leave
	 */
	public record Entry(long number, Connection connection, boolean asked) {
	}

}
