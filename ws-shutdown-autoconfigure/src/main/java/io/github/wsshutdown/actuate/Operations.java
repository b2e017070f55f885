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

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionDirectory;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainInProgressException;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainPreview;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.DrainState;
import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.drain.ShutdownBudget;

/**
 * What operators can do, whichever way they have come. What cannot be done is told by a
 * {@link RejectedRequestException}. Thread-safe; does not block.
 */
final class Operations {

	private static final int FIRST = 10;

	private static final int MAX_LISTED = 100;

	private final Drainer drainer;

	private final DrainHistory history;

	private final Connections connections;

	private final ConnectionDirectory directory;

	private final EndpointSettings settings;

	private final Supplier<@Nullable ShutdownBudget> budget;

	Operations(Drainer drainer, DrainHistory history, Connections connections, ConnectionDirectory directory,
			EndpointSettings settings, Supplier<@Nullable ShutdownBudget> budget) {
		this.drainer = drainer;
		this.history = history;
		this.connections = connections;
		this.directory = directory;
		this.settings = settings;
		this.budget = budget;
	}

	Overview overview(boolean showValues) {
		Drain running = this.drainer.running().orElse(null);
		DrainState state = this.drainer.state();
		DrainDescription drain = (running != null) ? describe(running, showValues) : null;
		DrainHistory.Ended last = this.history.last();
		ReportDescription report = (last != null) ? ReportDescription.of(last.report(), last.at(), showValues) : null;
		boolean settled = state == DrainState.ACCEPTING || state == DrainState.DRAINED;
		String since = settled ? this.history.since().toString() : null;
		List<String> causes = (state == DrainState.DRAINED && report != null) ? report.causes() : List.of();
		return new Overview(state.name(), (drain != null) ? drain.since() : since,
				(drain != null) ? drain.causes() : causes, this.connections.open(), drain, report,
				BudgetDescription.of(this.budget.get()));
	}

	DrainDescription describe(Drain running, boolean showValues) {
		DrainHistory.Begun begun = this.history.beginningOf(running);
		return (begun != null) ? DrainDescription.of(running, begun.plan(), begun.at(), now(), showValues)
				: DrainDescription.of(running, null, null, now(), showValues);
	}

	ConnectionDescription connection(String id, boolean showValues) {
		return this.connections.one(id, showValues);
	}

	ConnectionPage page(@Nullable String kind, @Nullable String endpoint, @Nullable String user, @Nullable String limit,
			@Nullable String after, boolean showValues) {
		Filter filter = Filter.of(kind, endpoint, user, this.connections::kinds, showValues);
		return this.connections.page(filter, limit, after, showValues);
	}

	/**
	 * Tells what a drain would do.
	 */
	PlanDescription plan(DrainParameters parameters, boolean showValues) {
		DrainRequest request = request(parameters, "", showValues);
		DrainPreview preview = this.drainer.preview(request);
		int status = code(request.options().code());
		boolean refused = request.scope().closesGate();
		Forecast forecast = Forecast.of(preview,
				(type) -> type.loss(status, refused, this.settings.eventSourcesComeBack()));
		return PlanDescription.of(request, preview, forecast,
				this.connections.first(FIRST, preview.order(), showValues), now(), showValues);
	}

	/**
	 * Starts a drain.
	 */
	DrainDescription drain(DrainParameters parameters, String origin, boolean showValues) {
		DrainRequest request = request(parameters, origin, showValues);
		DrainPlan plan = this.drainer.preview(request).plan();
		try {
			return DrainDescription.of(this.drainer.start(request), plan, null, now(), showValues);
		}
		catch (DrainInProgressException ex) {
			throw RejectedRequestException.running(ex.running());
		}
	}

	private DrainRequest request(DrainParameters parameters, String origin, boolean showValues) {
		return parameters.request(this.settings.timeout(), this.connections::kinds,
				Cause.request("an operator has asked for it" + origin), showValues);
	}

	Undone undrain(boolean showValues) {
		Drain running = this.drainer.running().orElse(null);
		boolean undone = (running != null && running.cancel()) || this.drainer.undrain();
		DrainState state = this.drainer.state();
		if (!undone && state != DrainState.ACCEPTING) {
			throw RejectedRequestException.ending();
		}
		List<Connection> asked = (undone && running != null) ? running.asked() : List.of();
		return new Undone(undone, state.name(), asked.size(), this.connections.first(MAX_LISTED, asked, showValues));
	}

	Disconnected disconnect(String id, @Nullable String status) {
		long number = this.connections.number("id", id);
		OptionalInt code = DrainParameters.code(status);
		Departure usual = this.settings.departure();
		Departure departure = new Departure(code.isPresent() ? code : usual.code(), usual.reason(),
				usual.writeTimeout(), usual.grace());
		if (this.directory.disconnect(number, departure, this.settings.timeout())) {
			return new Disconnected(id, true);
		}
		if (this.directory.find(number).isEmpty()) {
			throw RejectedRequestException.unknown(id);
		}
		return new Disconnected(id, false);
	}

	private int code(OptionalInt given) {
		return given.orElse(this.settings.departure().code().orElse(0));
	}

	private Instant now() {
		return this.history.clock().instant();
	}

}
