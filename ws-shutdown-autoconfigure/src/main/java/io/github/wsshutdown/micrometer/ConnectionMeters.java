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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionInfo;
import io.github.wsshutdown.drain.ConnectionListener;
import io.github.wsshutdown.drain.Ending;
import io.github.wsshutdown.drain.Kind;

/**
 * Counts connections as they open and end, in every registry that this is bound to. A
 * message costs nothing. Thread-safe.
 * <p>
 * Tag values are bounded: kinds, endpoint patterns (no more than a hundred of them; never
 * a path), outcomes, and close codes by their class where they are not registered.
 */
public final class ConnectionMeters implements ConnectionListener, MeterBinder, AutoCloseable {

	private static final Log logger = LogFactory.getLog(ConnectionMeters.class);

	private final List<BoundMeters> bound = new CopyOnWriteArrayList<>();

	private final Places places = new Places((place) -> this.bound.forEach((meters) -> add(meters, place)));

	private final int status;

	/**
	 * Creates meters that are bound to no registry yet.
	 * @param status the status with which drains close
	 */
	public ConnectionMeters(int status) {
		this.status = status;
	}

	/**
	 * Makes the meters in one more registry; idempotent. What was counted before is not
	 * made up for, but what is open shows.
	 */
	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.bound.stream().anyMatch((meters) -> meters.isIn(registry))) {
			return;
		}
		BoundMeters meters = new BoundMeters(registry, this.status);
		this.bound.add(meters);
		this.places.all().forEach((place) -> add(meters, place));
	}

	/**
	 * Contains what a registry throws, such as one that does not take the names of the
	 * tags: what is open is to be counted all the same.
	 */
	private static void add(BoundMeters meters, Place place) {
		try {
			meters.add(place);
		}
		catch (RuntimeException ex) {
			logger.warn("Not all meters of connections could be made", ex);
		}
	}

	@Override
	public void opened(Connection connection) {
		Place place = placeOf(connection.info());
		place.opened();
		this.bound.forEach((meters) -> meters.opened(place));
	}

	@Override
	public void ended(Connection connection, Ending ending) {
		Place place = placeOf(connection.info());
		place.ended();
		this.bound.forEach((meters) -> meters.ended(place, ending));
	}

	@Override
	public void refused(Kind kind, String endpoint) {
		Place place = this.places.ofPath(kind.name(), endpoint);
		this.bound.forEach((meters) -> meters.refused(place));
	}

	private Place placeOf(ConnectionInfo info) {
		return this.places.of(info.kind().name(), info.isEndpointPattern() ? info.endpoint() : null);
	}

	/**
	 * Removes the gauges: a registry may outlive the application context.
	 */
	@Override
	public void close() {
		this.bound.forEach(BoundMeters::close);
	}

}
