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

	Departure within(Duration grace) {
		return new Departure(this.code, this.reason, this.writeTimeout, grace);
	}

}
