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

/**
 * The names of the meters, as Micrometer has them.
 */
public final class MeterNames {

	/**
	 * Gauge: the connections that are open, by kind and endpoint.
	 */
	public static final String CONNECTIONS_OPEN = "ws.connections.open";

	/**
	 * Counter: the connections that were established, by kind and endpoint.
	 */
	public static final String CONNECTIONS_OPENED = "ws.connections.opened";

	/**
	 * Counter: the connections that have ended, by kind, endpoint and close code.
	 */
	public static final String CONNECTIONS_CLOSED = "ws.connections.closed";

	/**
	 * Timer: how long connections that have ended were open, by kind and endpoint.
	 */
	public static final String CONNECTIONS_DURATION = "ws.connections.duration";

	/**
	 * Gauge: the messages in flight on all connections.
	 */
	public static final String CONNECTIONS_IN_FLIGHT = "ws.connections.in.flight";

	/**
	 * Counter: the newcomers that were refused, by kind and endpoint.
	 */
	public static final String CONNECTIONS_REFUSED = "ws.connections.refused";

	/**
	 * Gauge: 1 for the state in which all connections stand, 0 for the others.
	 */
	public static final String DRAIN_STATE = "ws.drain.state";

	/**
	 * Gauge: the connections that the running drain has taken up and that have not ended.
	 */
	public static final String DRAIN_REMAINING = "ws.drain.remaining";

	/**
	 * Timer: how long drains took, by scope, cause and whether they were undone.
	 */
	public static final String DRAIN_DURATION = "ws.drain.duration";

	/**
	 * Counter: the connections that have ended in a drain, by kind and outcome.
	 */
	public static final String DRAIN_CLOSES = "ws.drain.closes";

	/**
	 * Timer with a histogram: from a peer being asked to leave to its answer, by kind.
	 */
	public static final String DRAIN_CONFIRMATION = "ws.drain.confirmation";

	/**
	 * The observation of one drain.
	 */
	public static final String DRAIN_OBSERVATION = "ws.drain";

	private MeterNames() {
	}

}
