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

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Straggler;

/**
 * What the last drain has seen.
 *
 * @param scope which connections it was about
 * @param causes why it was started
 * @param cancelled whether it was undone
 * @param since when it began
 * @param endedAt when it was over
 * @param elapsedSeconds how long it took
 * @param total how many connections and reservations it had taken up
 * @param asked how many were asked to leave
 * @param confirmed how many have answered
 * @param terminated how many were cut
 * @param outcomes how they have ended
 * @param refused how many newcomers were refused meanwhile
 * @param stragglers some of those who were cut
 * @param moreStragglers how many others were cut
 */
record ReportDescription(String scope, List<String> causes, boolean cancelled, String since, String endedAt,
		double elapsedSeconds, int total, int asked, int confirmed, int terminated, Map<String, Integer> outcomes,
		long refused, List<StragglerDescription> stragglers, int moreStragglers) {

	private static final int MAX_STRAGGLERS = 20;

	private static final int MAX_FRAMES = 5;

	static ReportDescription of(DrainHistory.Ended ended, boolean showValues) {
		DrainReport report = ended.report();
		List<StragglerDescription> stragglers = report.stragglers()
			.stream()
			.limit(MAX_STRAGGLERS)
			.map((straggler) -> StragglerDescription.of(straggler, showValues))
			.toList();
		return new ReportDescription(ScopeDescription.of(report.scope(), showValues),
				DrainDescription.causes(report.causes()), report.cancelled(), Text.time(ended.since()),
				Text.time(ended.at()), Text.seconds(report.elapsed()), report.total(), report.asked(),
				report.count(Outcome.PEER_ANSWERED), report.count(Outcome.TERMINATED),
				DrainDescription.outcomes(report.outcomes()), report.refused(), stragglers,
				report.stragglers().size() - stragglers.size());
	}

	/**
	 * One that was cut.
	 *
	 * @param session its identifier in the log, which may be worth something to others,
	 * for those who may see it
	 * @param kind the kind of connection
	 * @param endpoint the pattern under which its endpoint is mapped
	 * @param ageSeconds how long it had been open
	 * @param inFlight how many pieces of work were not done
	 * @param stack where its handler stood
	 */
	record StragglerDescription(@Nullable String session, String kind, String endpoint, double ageSeconds, int inFlight,
			List<String> stack) {

		static StragglerDescription of(Straggler straggler, boolean showValues) {
			return new StragglerDescription(showValues ? Text.shown(straggler.id()) : null, straggler.kind().name(),
					Text.shown(straggler.endpoint()), Text.seconds(straggler.age()), straggler.inFlight(),
					straggler.stack().stream().limit(MAX_FRAMES).map(Text::shown).toList());
		}

	}

}
