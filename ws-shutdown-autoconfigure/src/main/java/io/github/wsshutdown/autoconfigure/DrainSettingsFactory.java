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

package io.github.wsshutdown.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.DrainSettings;

import static io.github.wsshutdown.autoconfigure.InvalidWsShutdownPropertyException.text;

/**
 * Turns properties into settings; what cannot work stops the start, what is doubtful is
 * warned of.
 */
final class DrainSettingsFactory {

	private static final Log logger = LogFactory.getLog(DrainSettingsFactory.class);

	private static final Map<Integer, String> DOUBTFUL = Map.of(1000, "normal closure", 1008, "policy violation", 1011,
			"internal error", 1013, "try again later");

	private final WsShutdownProperties properties;

	DrainSettingsFactory(WsShutdownProperties properties) {
		this.properties = properties;
	}

	DrainSettings create(DrainTime time) {
		WsShutdownProperties.Pace pace = this.properties.getPace();
		require(pace.getRate() >= 0, "pace.rate", pace.getRate(), "which is no rate",
				"Set it to the number of connections to close in a second, or to 0 for as fast as possible");
		require(pace.getMaxShare() > 0 && pace.getMaxShare() <= 1, "pace.max-share", pace.getMaxShare(),
				"which is no share of the timeout", "Set it above 0 and to at most 1, such as 0.5");
		checkGrace(time);
		checkSettle(time);
		return new DrainSettings(departure(time), this.properties.getSettle(), pace.getRate(), pace.getMaxShare(),
				this.properties.getInFlight().getGrace(), time.margin().dividedBy(3));
	}

	private void checkGrace(DrainTime time) {
		Duration grace = this.properties.getInFlight().getGrace();
		if (grace != null) {
			require(!grace.isNegative(), "in-flight.grace", grace, "which is negative",
					"Set it to 0s to close busy connections at once, or remove it for three quarters of the timeout");
			require(grace.compareTo(time.timeout()) < 0, "in-flight.grace", grace,
					"which is not shorter than the timeout of " + text(time.timeout())
							+ ", so a busy connection would be cut without a close",
					"Set it to less than the timeout, or remove it for three quarters of the timeout");
		}
	}

	private void checkSettle(DrainTime time) {
		Duration settle = this.properties.getSettle();
		Duration longest = time.timeout().multipliedBy(3).dividedBy(4);
		require(!settle.isNegative(), "settle", settle, "which is negative", "Set it to zero or more");
		require(settle.compareTo(longest) <= 0, "settle", settle,
				"which leaves less than a quarter of the timeout of " + text(time.timeout()) + " to close connections",
				"Set it to at most " + text(longest) + ", or raise the timeout");
	}

	private Departure departure(DrainTime time) {
		WsShutdownProperties.Close close = this.properties.getClose();
		require(Departure.isSendable(close.getStatus()), "close.status", close.getStatus(),
				"which must not be sent in a close frame (RFC 6455, section 7.4)",
				"Set it to 1001 (going away), 1012 (service restart), or a code of your own from 4000 to 4999");
		if (DOUBTFUL.containsKey(close.getStatus())) {
			logger.warn("'ws-shutdown.close.status' is " + close.getStatus() + " (" + DOUBTFUL.get(close.getStatus())
					+ "), which many clients take as a reason not to come back. Use 1001 or 1012 if they should");
		}
		int bytes = close.getReason().getBytes(StandardCharsets.UTF_8).length;
		require(bytes <= Departure.MAX_REASON_BYTES, "close.reason", close.getReason(),
				"which is " + bytes + " bytes of UTF-8",
				"Shorten it to at most " + Departure.MAX_REASON_BYTES + " bytes, which is what a close frame can hold");
		require(DrainTime.isPositive(close.getWriteTimeout()), "close.write-timeout", close.getWriteTimeout(),
				"which leaves no time to write a close frame", "Set it to a positive duration, such as 5s");
		return new Departure(OptionalInt.of(close.getStatus()), close.getReason(),
				DrainTime.min(close.getWriteTimeout(), time.timeout()));
	}

	private static void require(boolean valid, String property, Object value, String problem, String remedy) {
		if (!valid) {
			throw new InvalidWsShutdownPropertyException("ws-shutdown." + property, value, problem, remedy);
		}
	}

}
