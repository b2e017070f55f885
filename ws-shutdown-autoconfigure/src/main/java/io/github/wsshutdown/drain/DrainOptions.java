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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * What one drain does otherwise than all are configured to.
 *
 * @param window the time over which connections are asked to leave, zero for all at once,
 * or {@code null} for the configured pace
 * @param code the status code that they are told, if it is another; one that is
 * {@linkplain Departure#isSendable sendable}
 * @param reason the reason that they are told, of at most
 * {@link Departure#MAX_REASON_BYTES} bytes, or {@code null} for the configured one
 */
public record DrainOptions(@Nullable Duration window, OptionalInt code, @Nullable String reason) {

	public DrainOptions {
		if (window != null && window.isNegative()) {
			throw new IllegalArgumentException("window " + window + " must be zero or more");
		}
		if (code.isPresent() && !Departure.isSendable(code.getAsInt())) {
			throw new IllegalArgumentException("code " + code.getAsInt()
					+ " must be one that may be sent in a close frame, such as 1001 or one from 4000 to 4999");
		}
		if (reason != null && reason.getBytes(StandardCharsets.UTF_8).length > Departure.MAX_REASON_BYTES) {
			throw new IllegalArgumentException(
					"reason '" + reason + "' must be at most " + Departure.MAX_REASON_BYTES + " bytes of UTF-8");
		}
	}

	/**
	 * Returns the options of a drain that does as is configured.
	 * @return no options
	 */
	public static DrainOptions none() {
		return new DrainOptions(null, OptionalInt.empty(), null);
	}

	/**
	 * Returns what a connection is told by a drain with these options.
	 * @param configured what it is told else
	 * @return the departure
	 */
	Departure apply(Departure configured) {
		return new Departure(this.code.isPresent() ? this.code : configured.code(),
				(this.reason != null) ? this.reason : configured.reason(), configured.writeTimeout(),
				configured.grace());
	}

}
