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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainState;
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
 * @param estimatedEnd when it is going to be over if all answer when they are asked, and
 * the busy ones need their grace; after that, the deadline
 * @param settleSeconds how long newcomers are let in first, and nobody is asked to leave
 * @param windowSeconds the time over which connections are asked to leave then
 * @param rate how many are asked in a second, zero for all at once
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
		String deadline, double leftSeconds, String estimatedEnd, double settleSeconds, double windowSeconds,
		double rate, int total, int asked, int confirmed, int terminated, int remaining, int busy,
		Map<String, Integer> outcomes, long refused) implements OperationResponseBody {

	private static final int MAX_CAUSES = 10;

	/**
	 * How long the last ones are given to answer before nobody can say how long it takes.
	 */
	private static final Duration ANSWER = Duration.ofSeconds(1);

	/**
	 * Describes a drain.
	 * @param drain the drain
	 * @param showValues whether to tell whose connections it is about
	 * @return the description
	 */
	static DrainDescription of(Drain drain, boolean showValues) {
		Progress progress = drain.progress();
		DrainPlan plan = drain.plan();
		return new DrainDescription(ScopeDescription.of(drain.scope(), showValues), causes(drain.causes()),
				progress.state().name(), Text.time(drain.since()), Text.seconds(progress.elapsed()),
				Text.time(drain.since().plus(plan.timeout())), Math.max(0, Text.seconds(progress.left())),
				Text.time(drain.since().plus(estimate(progress, plan))), Text.seconds(plan.settle()),
				Text.seconds(plan.window()), Text.rounded(plan.rate()), progress.total(), progress.asked(),
				count(progress.outcomes(), Outcome.PEER_ANSWERED), count(progress.outcomes(), Outcome.TERMINATED),
				progress.remaining(), progress.busy(), outcomes(progress.outcomes()), progress.refused());
	}

	/**
	 * Returns how long a drain is going to take from its beginning on.
	 */
	private static Duration estimate(Progress progress, DrainPlan plan) {
		boolean settling = progress.state() == DrainState.SETTLING;
		if (!settling && progress.remaining() == 0) {
			return progress.elapsed();
		}
		Duration planned = PlanDescription.needed(plan, (settling ? plan.busy() : progress.busy()) > 0);
		if (progress.elapsed().compareTo(planned.plus(ANSWER)) > 0) {
			return plan.timeout();
		}
		Duration expected = (planned.compareTo(progress.elapsed()) > 0) ? planned : progress.elapsed();
		return (expected.compareTo(plan.timeout()) < 0) ? expected : plan.timeout();
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
