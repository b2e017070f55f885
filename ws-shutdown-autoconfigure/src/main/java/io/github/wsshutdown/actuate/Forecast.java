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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Connection;

/**
 * What is to be expected of the clients of a drain.
 *
 * @param clients which clients there are
 * @param peakPerSecond how many come back within the same second, at most
 * @param warnings who may not come back, and why
 */
record Forecast(List<Clients> clients, double peakPerSecond, List<String> warnings) {

	/**
	 * Who comes within the same second is counted, however short the time is in which all
	 * come.
	 */
	private static final Duration SECOND = Duration.ofSeconds(1);

	/**
	 * Foresees what clients do. Who leaves evenly over a time, and comes back after a
	 * delay that is spread evenly over another, arrives at no higher rate than the longer
	 * of the two makes.
	 * @param connections who is asked to leave
	 * @param window over which time
	 * @param policy tells who may not come back
	 * @return what is to be expected
	 */
	static Forecast of(List<Connection> connections, Duration window, Losses policy) {
		Map<ClientType, Integer> counts = new EnumMap<>(ClientType.class);
		for (Connection connection : connections) {
			counts.merge(ConnectionDescription.clientOf(connection), 1, Integer::sum);
		}
		List<Clients> clients = new ArrayList<>();
		List<String> warnings = new ArrayList<>();
		double sum = 0;
		for (Map.Entry<ClientType, Integer> entry : counts.entrySet()) {
			ClientType type = entry.getKey();
			int count = entry.getValue();
			double peak = count / Text.seconds(max(SECOND, max(window, type.jitter())));
			sum += peak;
			clients.add(Clients.of(type, count, peak));
			String loss = policy.of(type);
			if (loss != null) {
				warnings.add(count + " " + type + ": " + loss);
			}
		}
		return new Forecast(clients, Text.rounded(sum), warnings);
	}

	private static Duration max(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	/**
	 * Tells why clients of a type may not come back.
	 */
	@FunctionalInterface
	interface Losses {

		@Nullable String of(ClientType type);

	}

	/**
	 * The clients of a type.
	 *
	 * @param type the type
	 * @param count how many there are
	 * @param comesBack when they come back, in words
	 * @param firstTryFromSeconds how long their first try takes at least, if that is
	 * known
	 * @param firstTryToSeconds how long it takes at most
	 * @param peakPerSecond how many of them come back within the same second, at most
	 */
	record Clients(String type, int count, String comesBack, @Nullable Double firstTryFromSeconds,
			@Nullable Double firstTryToSeconds, double peakPerSecond) {

		static Clients of(ClientType type, int count, double peak) {
			return new Clients(type.toString(), count, type.policy(), secondsOf(type.earliest()),
					secondsOf(type.latest()), Text.rounded(peak));
		}

		private static @Nullable Double secondsOf(@Nullable Duration duration) {
			return (duration != null) ? Text.seconds(duration) : null;
		}

	}

}
