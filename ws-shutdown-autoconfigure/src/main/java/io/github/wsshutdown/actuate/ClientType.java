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
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.ConnectionInfo;

/**
 * What is known of the clients of a kind, told by what is spoken, their kind and path:
 * when they come back, and what makes them stay away. Measured with the defaults of the
 * versions named in {@code docs/clients.md}; an application may have configured its
 * clients otherwise, or use others.
 */
enum ClientType {

	/**
	 * {@code @stomp/stompjs}: a fixed {@code reconnectDelay}, also over SockJS.
	 */
	STOMP("as @stomp/stompjs does: after 5 s, all alike", Duration.ofSeconds(5), Duration.ofSeconds(5)),

	/**
	 * {@code graphql-ws}: a random delay, then no more if that fails.
	 */
	GRAPHQL("as graphql-ws does: after 1.4 to 3.9 s at random, and only if that first try succeeds",
			Duration.ofMillis(1400), Duration.ofMillis(3900)),

	/**
	 * {@code phoenix}: the first tries within a second, at the same moments for all.
	 */
	PHOENIX("as phoenix does, if it is phoenix, which is told by a path that ends with /websocket only: after 10 ms, all"
			+ " alike", Duration.ofMillis(10), Duration.ofMillis(10)),

	/**
	 * {@code sockjs-client}: leaves it to the application.
	 */
	SOCKJS("not known: sockjs-client leaves it to the application; counted as if all came at once", null, null),

	/**
	 * {@code EventSource}: after what it was told, exactly (HTML standard, section
	 * 9.2.3). Other streams are of the same kind.
	 */
	STREAM("as an EventSource does: after the time it is told, all alike; other clients of streams are not known", null,
			null),

	/**
	 * Whatever speaks WebSocket without a sub-protocol that is known here.
	 */
	UNKNOWN("not known; counted as if all came at once", null, null);

	/**
	 * No delay that is known is longer.
	 */
	static final Duration LONGEST_DELAY = Arrays.stream(values())
		.map(ClientType::latest)
		.filter(Objects::nonNull)
		.max(Comparator.naturalOrder())
		.orElse(Duration.ZERO);

	private static final Set<String> STOMP_PROTOCOLS = Set.of("v10.stomp", "v11.stomp", "v12.stomp", "stomp");

	/**
	 * The codes from 1000 to 1999 after which {@code graphql-ws} connects again, and the
	 * other ones after which it does not.
	 */
	private static final Set<Integer> GRAPHQL_RETRIED = Set.of(1000, 1001, 1012, 1013);

	private static final Set<Integer> GRAPHQL_FATAL = Set.of(4004, 4005, 4400, 4401, 4406, 4409, 4429, 4500);

	/**
	 * What many clients take as a reason not to come back.
	 */
	private static final Set<Integer> DOUBTFUL = Set.of(1000, 1008, 1011, 1013);

	private final String policy;

	private final @Nullable Duration earliest;

	private final @Nullable Duration latest;

	ClientType(String policy, @Nullable Duration earliest, @Nullable Duration latest) {
		this.policy = policy;
		this.earliest = earliest;
		this.latest = latest;
	}

	static ClientType of(ConnectionInfo info) {
		String protocol = info.protocol();
		if (protocol != null && STOMP_PROTOCOLS.contains(protocol)) {
			return STOMP;
		}
		if ("graphql-transport-ws".equals(protocol)) {
			return GRAPHQL;
		}
		if ("sockjs".equals(protocol)) {
			return SOCKJS;
		}
		return switch (info.kind().name()) {
			case "sockjs" -> SOCKJS;
			case "stream" -> STREAM;
			default -> ((protocol == null || protocol.isEmpty()) && info.endpoint().endsWith("/websocket")) ? PHOENIX
					: UNKNOWN;
		};
	}

	/**
	 * Returns when they come back, in words.
	 */
	String policy() {
		return this.policy;
	}

	/**
	 * Returns the delay of the first try, if it is known.
	 */
	@Nullable Duration earliest() {
		return this.earliest;
	}

	/**
	 * Returns the longest delay of the first try, if it is known.
	 */
	@Nullable Duration latest() {
		return this.latest;
	}

	/**
	 * Returns why some of them may not come back.
	 * @param status the code that they are told
	 * @param refused whether this instance refuses those who come back to it
	 * @param eventSourcesComeBack whether an {@code EventSource} comes back after it was
	 * refused
	 * @return the reason, or {@code null} if none is known
	 */
	@Nullable String loss(int status, boolean refused, boolean eventSourcesComeBack) {
		return switch (this) {
			case STOMP -> null;
			case GRAPHQL -> graphQlLoss(status, refused);
			case PHOENIX -> (status == 1000) ? "phoenix does not come back after 1000, nor do many others"
					: doubt(status, ", though phoenix does not");
			case SOCKJS -> "sockjs-client does not come back by itself";
			case STREAM -> (refused && !eventSourcesComeBack)
					? "an EventSource that comes back to this instance is refused and gives up for good, as"
							+ " 'ws-shutdown.streams.event-source-refusal' is not 'retry'"
					: null;
			case UNKNOWN -> doubt(status, "");
		};
	}

	private static @Nullable String doubt(int status, String but) {
		return DOUBTFUL.contains(status) ? "many clients take " + status + " as a reason not to come back" + but : null;
	}

	private static @Nullable String graphQlLoss(int status, boolean refused) {
		if ((status <= 1999) ? !GRAPHQL_RETRIED.contains(status) : GRAPHQL_FATAL.contains(status)) {
			return "graphql-ws takes " + status + " as fatal and gives up for good";
		}
		return refused ? "graphql-ws gives up for good if its first try meets this instance or none, unless it has"
				+ " been given a 'shouldRetry'" : null;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
