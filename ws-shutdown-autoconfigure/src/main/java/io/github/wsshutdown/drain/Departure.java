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
import java.util.OptionalInt;

/**
 * What a connection is told when it is asked to leave.
 *
 * @param code the status code, for kinds that have one
 * @param reason why, in words for the peer; may be empty
 * @param writeTimeout how long it may take to write the request before the connection is
 * given up
 * @param grace how long a connection that cannot tell whether its application is done may
 * wait for that before it tells the peer
 */
public record Departure(OptionalInt code, String reason, Duration writeTimeout, Duration grace) {

	/**
	 * How many bytes of UTF-8 a reason may have: the most that a close frame holds beside
	 * the code (RFC 6455, section 5.5).
	 */
	public static final int MAX_REASON_BYTES = 123;

	public Departure {
		if (writeTimeout.isNegative() || writeTimeout.isZero()) {
			throw new IllegalArgumentException("writeTimeout " + writeTimeout + " must be positive");
		}
		if (grace.isNegative()) {
			throw new IllegalArgumentException("grace " + grace + " must be zero or more");
		}
	}

	/**
	 * Creates a departure without a grace.
	 * @param code the status code, for kinds that have one
	 * @param reason why, in words for the peer; may be empty
	 * @param writeTimeout how long it may take to write the request
	 */
	public Departure(OptionalInt code, String reason, Duration writeTimeout) {
		this(code, reason, writeTimeout, Duration.ZERO);
	}

	/**
	 * Tells whether a code may be sent in a close frame: whether it is assigned for that
	 * or free for applications (RFC 6455, section 7.4); 1014 and what is not assigned is
	 * refused by Jakarta WebSocket.
	 * @param code a status code
	 * @return whether it may be sent
	 */
	public static boolean isSendable(int code) {
		boolean assigned = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1013);
		return assigned || (code >= 3000 && code <= 4999);
	}

	Departure within(Duration grace) {
		return new Departure(this.code, this.reason, this.writeTimeout, grace);
	}

}
