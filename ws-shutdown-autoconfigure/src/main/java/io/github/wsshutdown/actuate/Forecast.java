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
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainPreview;

/**
 * What is to be expected of the clients of a drain.
 *
 * @param clients which clients there are
 * @param peakPerSecond how many come back within the same second at the worst, estimated
 * @param warnings who may not come back, and why
 */
record Forecast(List<Clients> clients, double peakPerSecond, List<String> warnings) {

	/**
	 * Foresees what clients do. Each leaves when its turn comes, a busy one when its
	 * grace is over, and comes back after the delay of its type; if that is random, it is
	 * expected evenly over the time. Who is not known is taken to come back at once.
	 * @param preview who is asked to leave, and when
	 * @param policy tells who may not come back
	 * @return what is to be expected
	 */
	static Forecast of(DrainPreview preview, Losses policy) {
		Map<ClientType, Returning> returning = returning(preview);
		List<Clients> clients = new ArrayList<>();
		List<String> warnings = new ArrayList<>();
		Arrivals all = new Arrivals(horizon(preview.plan()));
		for (Map.Entry<ClientType, Returning> entry : returning.entrySet()) {
			ClientType type = entry.getKey();
			Returning those = entry.getValue();
			all.add(those.arrivals);
			clients.add(Clients.of(type, those.count, those.arrivals.peakPerSecond()));
			String loss = policy.of(type);
			if (loss != null) {
				warnings.add(those.count + " " + type + ": " + loss);
			}
		}
		return new Forecast(clients, Text.rounded(all.peakPerSecond()), warnings);
	}

	private static Map<ClientType, Returning> returning(DrainPreview preview) {
		Map<ClientType, Returning> returning = new EnumMap<>(ClientType.class);
		List<Connection> order = preview.order();
		double window = Text.seconds(preview.plan().window());
		double grace = Text.seconds(preview.plan().grace());
		for (int i = 0; i < order.size(); i++) {
			double turn = window * i / order.size();
			double leaves = isBusy(order.get(i)) ? Math.max(turn, grace) : turn;
			returning
				.computeIfAbsent(ConnectionDescription.clientOf(order.get(i)),
						(type) -> new Returning(type, horizon(preview.plan())))
				.add(leaves);
		}
		return returning;
	}

	private static boolean isBusy(Connection connection) {
		try {
			return connection.activity().inFlight() > 0;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static Duration horizon(DrainPlan plan) {
		Duration longest = (plan.window().compareTo(plan.grace()) > 0) ? plan.window() : plan.grace();
		return longest.plus(ClientType.LONGEST_DELAY);
	}

	/**
	 * Those of one type who come back.
	 */
	private static final class Returning {

		private final Arrivals arrivals;

		private final double earliest;

		private final double latest;

		private int count;

		Returning(ClientType type, Duration horizon) {
			this.arrivals = new Arrivals(horizon);
			this.earliest = secondsOf(type.earliest());
			this.latest = secondsOf(type.latest());
		}

		private static double secondsOf(@Nullable Duration delay) {
			return (delay != null) ? Text.seconds(delay) : 0;
		}

		void add(double leaves) {
			this.arrivals.add(leaves + this.earliest, leaves + this.latest);
			this.count++;
		}

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
	 * @param peakPerSecond how many of them come back within the same second at the
	 * worst, estimated
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
