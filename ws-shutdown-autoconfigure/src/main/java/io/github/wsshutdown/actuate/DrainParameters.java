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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.DrainOptions;
import io.github.wsshutdown.drain.DrainRequest;

/**
 * What an operator has written who asks for a drain, as it was written.
 *
 * @param endpoint the pattern of an endpoint
 * @param kind the name of a kind
 * @param percent the share of the connections
 * @param user the name of a user
 * @param window the time over which connections are asked to leave
 * @param timeout the time until what is left is cut
 * @param status the code that they are told
 * @param reason the reason that they are told
 * @param dryRun whether nothing is to be done
 */
record DrainParameters(@Nullable String endpoint, @Nullable String kind, @Nullable String percent,
		@Nullable String user, @Nullable String window, @Nullable String timeout, @Nullable String status,
		@Nullable String reason, @Nullable String dryRun) {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	/**
	 * Who wants more time than this starts another drain.
	 */
	private static final Duration LONGEST = Duration.ofDays(1);

	/**
	 * Reads what was written.
	 * @param defaultTimeout the timeout if none was written
	 * @param open gives the kinds of which connections are open
	 * @param cause why there is to be a drain
	 * @param showValues whether the operator may know who the users are
	 * @return the request for the drain
	 */
	DrainRequest request(Duration defaultTimeout, Supplier<Set<String>> open, Cause cause, boolean showValues) {
		Filter filter = Filter.of(this.kind, this.endpoint, this.user, open, showValues);
		Integer share = Parameters.integer("percent", this.percent, 1, 100);
		Duration given = Parameters.duration("timeout", this.timeout, SHORTEST, LONGEST);
		Duration limit = (given != null) ? given : defaultTimeout;
		Duration spread = Parameters.duration("window", this.window, Duration.ZERO, LONGEST);
		if (spread != null && spread.compareTo(limit) > 0) {
			throw RejectedRequestException.invalid("window", Parameters.written(spread),
					"a time no longer than the timeout of " + Parameters.written(limit)
							+ ", or a longer 'timeout' with it");
		}
		return new DrainRequest(filter.scope((share != null) ? share : 100), cause, limit,
				new DrainOptions(spread, code(this.status), checkedReason()));
	}

	boolean isDryRun() {
		return Boolean.TRUE.equals(Parameters.flag("dryRun", this.dryRun));
	}

	static OptionalInt code(@Nullable String status) {
		Integer code = Parameters.integer("status", status, 1000, 4999);
		if (code == null) {
			return OptionalInt.empty();
		}
		if (!Departure.isSendable(code)) {
			throw RejectedRequestException.invalid("status", code.toString(), "a code that may be sent in a close"
					+ " frame, such as 1001 (going away), 1012 (service restart), or one of your own from 4000 to 4999");
		}
		return OptionalInt.of(code);
	}

	private @Nullable String checkedReason() {
		String text = this.reason;
		if (text != null && (text.getBytes(StandardCharsets.UTF_8).length > Departure.MAX_REASON_BYTES
				|| !Text.isPrintable(text))) {
			throw RejectedRequestException.invalid("reason", text,
					"text of at most " + Departure.MAX_REASON_BYTES + " bytes of UTF-8 without control characters");
		}
		return text;
	}

}
