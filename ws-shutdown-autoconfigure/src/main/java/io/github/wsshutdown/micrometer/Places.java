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

package io.github.wsshutdown.micrometer;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The places of which there are meters: patterns, as many as there may be, and for
 * whatever else one place a kind.
 */
final class Places {

	/**
	 * How many patterns there are meters for; an application has some dozens.
	 */
	static final int LIMIT = 100;

	/**
	 * Stands for endpoints beyond the limit.
	 */
	static final String OTHER = "other";

	/**
	 * Stands for endpoints of which no pattern is known.
	 */
	static final String UNKNOWN = "unknown";

	private final Map<Key, Place> places = new ConcurrentHashMap<>();

	private final Consumer<Place> added;

	private int patterns;

	/**
	 * Creates an empty collection.
	 * @param added is told of each place once, when others may have found it already;
	 * must not throw
	 */
	Places(Consumer<Place> added) {
		this.added = added;
	}

	Collection<Place> all() {
		return this.places.values();
	}

	/**
	 * Finds a place, new or known.
	 * @param kind the kind
	 * @param pattern the pattern of the endpoint, or {@code null} if it is not known
	 */
	Place of(String kind, @Nullable String pattern) {
		Key key = new Key(kind, (pattern != null && !pattern.isBlank()) ? pattern : UNKNOWN);
		Place known = this.places.get(key);
		return (known != null) ? known : add(key);
	}

	/**
	 * Finds the place of a newcomer: paths are what clients make them, so one that is not
	 * a known pattern is unknown.
	 */
	Place ofPath(String kind, String path) {
		Place known = this.places.get(new Key(kind, path));
		return (known != null) ? known : of(kind, null);
	}

	private synchronized Place add(Key key) {
		boolean pattern = !key.endpoint().equals(UNKNOWN);
		Key bounded = (pattern && this.patterns >= LIMIT) ? new Key(key.kind(), OTHER) : key;
		Place known = this.places.get(bounded);
		if (known != null) {
			return known;
		}
		if (pattern) {
			this.patterns++;
		}
		Place place = new Place(bounded.kind(), bounded.endpoint());
		this.places.put(bounded, place);
		this.added.accept(place);
		return place;
	}

	private record Key(String kind, String endpoint) {
	}

}
