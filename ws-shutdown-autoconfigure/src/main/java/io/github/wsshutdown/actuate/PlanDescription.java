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

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainPreview;
import io.github.wsshutdown.drain.DrainRequest;

/**
 * What a drain would do if it began now.
 *
 * @param scope which connections it would be about
 * @param refusesNewcomers whether those who come meanwhile would be refused
 * @param total how many connections and reservations it would take up
 * @param busy how many of them have something in flight
 * @param settleSeconds how long newcomers would be let in first, and nobody be asked
 * @param windowSeconds the time over which they would be asked to leave then
 * @param rate how many would be asked in a second, zero for all at once
 * @param graceSeconds how long a busy one would be left to finish
 * @param timeoutSeconds the time until what is left would be cut
 * @param allAskedAt when all would have been asked, but for the busy ones
 * @param estimatedEnd when it would be over if all answer and the busy ones need their
 * grace
 * @param deadline when what is left would be cut
 * @param first who would be asked first, in this order
 * @param clients which clients there are
 * @param reconnectPeakPerSecond how many of them come back within the same second at the
 * worst, estimated
 * @param warnings who may not come back, and why
 */
record PlanDescription(String scope, boolean refusesNewcomers, int total, int busy, double settleSeconds,
		double windowSeconds, double rate, double graceSeconds, double timeoutSeconds, String allAskedAt,
		String estimatedEnd, String deadline, List<ConnectionDescription> first, List<Forecast.Clients> clients,
		double reconnectPeakPerSecond, List<String> warnings) implements OperationResponseBody {

	static PlanDescription of(DrainRequest request, DrainPreview preview, Forecast forecast,
			List<ConnectionDescription> first, Instant now, boolean showValues) {
		DrainPlan plan = preview.plan();
		return new PlanDescription(ScopeDescription.of(request.scope(), showValues), request.scope().closesGate(),
				plan.total(), plan.busy(), Text.seconds(plan.settle()), Text.seconds(plan.window()),
				Text.rounded(plan.rate()), Text.seconds(plan.grace()), Text.seconds(plan.timeout()),
				Text.time(now.plus(needed(plan, false))), Text.time(now.plus(needed(plan, plan.busy() > 0))),
				Text.time(now.plus(plan.timeout())), first, forecast.clients(), forecast.peakPerSecond(),
				forecast.warnings());
	}

	/**
	 * Returns how long it takes from the beginning of a drain until all are asked to
	 * leave.
	 * @param plan the plan of the drain
	 * @param busy whether some of them need their grace
	 * @return the time
	 */
	static Duration needed(DrainPlan plan, boolean busy) {
		Duration window = plan.window();
		return plan.settle().plus((busy && plan.grace().compareTo(window) > 0) ? plan.grace() : window);
	}

}
