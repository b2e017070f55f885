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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Progress;

/**
 * How far a running drain has come.
 *
 * @param scope which connections it is about
 * @param causes why it was started
 * @param state what it is doing
 * @param since when it began
 * @param elapsedSeconds how long ago that is
 * @param deadline when what is left is cut
 * @param leftSeconds how long it is until then
 * @param estimatedEnd when it is going to be over, if it goes on like this
 * @param windowSeconds the time over which connections are asked to leave, if it is known
 * already
 * @param rate how many are asked in a second, zero for all at once, if it is known
 * already
 * @param total how many connections and reservations it has taken up
 * @param asked how many were asked to leave
 * @param confirmed how many have answered
 * @param terminated how many were cut
 * @param remaining how many are still there
 * @param busy how many of these have something in flight
 * @param outcomes how those who are gone have ended
 * @param refused how many newcomers were refused meanwhile
 */
record DrainDescription(String scope, List<String> causes, String state, String since, double elapsedSeconds,
		String deadline, double leftSeconds, String estimatedEnd, @Nullable Double windowSeconds, @Nullable Double rate,
		int total, int asked, int confirmed, int terminated, int remaining, int busy, Map<String, Integer> outcomes,
		long refused) implements OperationResponseBody {

	private static final int MAX_CAUSES = 10;

	/**
	 * Describes a drain.
	 * @param drain the drain
	 * @param plan its plan, if it is known already
	 * @param begun when it began, if it is known already
	 * @param now the present
	 * @param showValues whether to tell whose connections it is about
	 * @return the description
	 */
	static DrainDescription of(Drain drain, @Nullable DrainPlan plan, @Nullable Instant begun, Instant now,
			boolean showValues) {
		Progress progress = drain.progress();
		Instant since = (begun != null) ? begun : now.minus(progress.elapsed());
		Duration left = progress.left().isNegative() ? Duration.ZERO : progress.left();
		return new DrainDescription(ScopeDescription.of(drain.scope(), showValues), causes(drain.causes()),
				progress.state().name(), since.toString(), Text.seconds(progress.elapsed()), now.plus(left).toString(),
				Text.seconds(left), now.plus(estimate(progress, plan, left)).toString(),
				(plan != null) ? Text.seconds(plan.window()) : null, (plan != null) ? Text.rounded(plan.rate()) : null,
				progress.total(), progress.asked(), count(progress.outcomes(), Outcome.PEER_ANSWERED),
				count(progress.outcomes(), Outcome.TERMINATED), progress.remaining(), progress.busy(),
				outcomes(progress.outcomes()), progress.refused());
	}

	/**
	 * Returns how long a drain is still going to take: until all are asked, or longer if
	 * it goes on as slowly as it has gone, but never longer than the deadline.
	 */
	private static Duration estimate(Progress progress, @Nullable DrainPlan plan, Duration left) {
		if (progress.remaining() == 0) {
			return Duration.ZERO;
		}
		Duration untilAsked = (plan != null) ? plan.window().minus(progress.elapsed()) : left;
		int ended = progress.outcomes().values().stream().mapToInt(Integer::intValue).sum();
		if (ended == 0) {
			return (untilAsked.isNegative() || untilAsked.isZero()) ? left : min(untilAsked, left);
		}
		Duration atThisPace = progress.elapsed().multipliedBy(progress.remaining()).dividedBy(ended);
		return min((untilAsked.compareTo(atThisPace) > 0) ? untilAsked : atThisPace, left);
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	static List<String> causes(List<Cause> causes) {
		return causes.stream().limit(MAX_CAUSES).map((cause) -> Text.shown(cause.description())).toList();
	}

	static Map<String, Integer> outcomes(Map<Outcome, Integer> outcomes) {
		Map<String, Integer> named = new TreeMap<>();
		for (Outcome outcome : Outcome.values()) {
			named.put(outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'), count(outcomes, outcome));
		}
		return named;
	}

	private static int count(Map<Outcome, Integer> outcomes, Outcome outcome) {
		return outcomes.getOrDefault(outcome, 0);
	}

}
