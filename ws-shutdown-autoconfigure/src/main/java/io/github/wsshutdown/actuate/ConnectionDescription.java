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

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionDirectory;
import io.github.wsshutdown.drain.ConnectionInfo;

/**
 * One connection.
 *
 * @param id the name by which this endpoint knows it
 * @param kind the kind of connection
 * @param endpoint the pattern under which its endpoint is mapped; a path that its client
 * has chosen for those who may see it
 * @param client what its client seems to be
 * @param protocol the sub-protocol, if there is one
 * @param since when it was established
 * @param ageSeconds how long it has been open
 * @param idleSeconds how long nothing has begun or ended, to a second
 * @param inFlight how many pieces of work are not done
 * @param asked whether it was asked to leave
 * @param user the name of its user, for those who may see it
 * @param remote the address of its peer, for those who may see it
 */
record ConnectionDescription(String id, String kind, String endpoint, String client, @Nullable String protocol,
		String since, double ageSeconds, int idleSeconds, int inFlight, boolean asked, @Nullable String user,
		@Nullable String remote) implements OperationResponseBody {

	static final String UNKNOWN = "unknown";

	/**
	 * Describes a connection, as unknown if it fails to say who it is.
	 * @param id its name
	 * @param entry the connection
	 * @param now the present
	 * @param showValues whether to tell who is at the other end
	 * @return the description
	 */
	static ConnectionDescription of(String id, ConnectionDirectory.Entry entry, Instant now, boolean showValues) {
		try {
			return describe(id, entry, now, showValues);
		}
		catch (RuntimeException ex) {
			return new ConnectionDescription(id, UNKNOWN, UNKNOWN, UNKNOWN, null, Text.time(now), 0, 0, 0,
					entry.asked(), null, null);
		}
	}

	private static ConnectionDescription describe(String id, ConnectionDirectory.Entry entry, Instant now,
			boolean showValues) {
		ConnectionInfo info = entry.connection().info();
		Activity activity = entry.connection().activity();
		return new ConnectionDescription(id, info.kind().name(), Text.shown(endpointOf(info, showValues)),
				ClientType.of(info).toString(), Text.shownIfAny(info.protocol()), Text.time(info.since()),
				Math.max(0, Text.seconds(Duration.between(info.since(), now))), activity.idleSeconds(),
				activity.inFlight(), entry.asked(), showValues ? Text.shownIfAny(info.user()) : null,
				showValues ? Text.shownIfAny(info.remote()) : null);
	}

	/**
	 * Returns the endpoint, but no path that may say more of a client than its pattern.
	 */
	static String endpointOf(ConnectionInfo info, boolean showValues) {
		return (showValues || info.isEndpointPattern()) ? info.endpoint() : UNKNOWN;
	}

	/**
	 * Returns what a client seems to be, also of a connection that fails to say.
	 */
	static ClientType clientOf(Connection connection) {
		try {
			return ClientType.of(connection.info());
		}
		catch (RuntimeException ex) {
			return ClientType.UNKNOWN;
		}
	}

}
