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
import io.github.wsshutdown.drain.DrainPreview;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.DrainState;
import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.drain.ShutdownBudget;
import io.github.wsshutdown.drain.ShutdownInProgressException;

/**
 * What operators can do, whichever way they have come. What cannot be done is told by a
 * {@link RejectedRequestException}. Thread-safe; does not block.
 */
final class Operations {

	private static final int FIRST = 10;

	private static final int MAX_LISTED = 100;

	private static final int MAX_REFUSING = 50;

	/**
	 * Each newcomer is compared with all of them.
	 */
	private static final int MAX_CLOSED = 100;

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
		DrainDescription drain = this.drainer.running()
			.map((running) -> DrainDescription.of(running, showValues))
			.orElse(null);
		if (drain != null && !drain.state().equals(DrainState.DRAINED.name())) {
			return overview(drain.state(), drain.since(), drain.causes(), drain, showValues);
		}
		DrainState state = this.drainer.state();
		boolean settled = state == DrainState.ACCEPTING || state == DrainState.DRAINED;
		DrainReport closer = (state == DrainState.DRAINED) ? this.history.closer() : null;
		return overview(state.name(), settled ? Text.time(this.history.since()) : null,
				(closer != null) ? DrainDescription.causes(closer.causes()) : List.of(), null, showValues);
	}

	private Overview overview(String state, @Nullable String since, List<String> causes,
			@Nullable DrainDescription drain, boolean showValues) {
		DrainHistory.Ended last = this.history.last();
		List<String> refusing = this.drainer.refusing()
			.stream()
			.limit(MAX_REFUSING)
			.map((scope) -> ScopeDescription.of(scope, showValues))
			.toList();
		return new Overview(state, since, causes, refusing, this.connections.open(showValues), drain,
				(last != null) ? ReportDescription.of(last, showValues) : null,
				BudgetDescription.of(this.budget.get()));
	}

	ConnectionDescription connection(String id, boolean showValues) {
		return this.connections.one(id, showValues);
	}

	ConnectionPage page(@Nullable String kind, @Nullable String endpoint, @Nullable String user, @Nullable String limit,
			@Nullable String after, @Nullable String asked, boolean showValues) {
		Boolean wanted = Parameters.flag("asked", asked);
		Filter filter = Filter.of(kind, endpoint, user, this.connections::kinds, showValues);
		return this.connections.page(
				(entry) -> (wanted == null || wanted == entry.asked()) && filter.matches(entry.connection()), limit,
				after, showValues);
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
		checkClosed(request.scope());
		try {
			return DrainDescription.of(this.drainer.start(request), showValues);
		}
		catch (DrainInProgressException ex) {
			Drain running = ex.running();
			throw isOfShutdown(running) ? RejectedRequestException.ending(this.drainer.running().orElse(null))
					: RejectedRequestException.running(running);
		}
		catch (ShutdownInProgressException ex) {
			throw RejectedRequestException.ending(null);
		}
	}

	private static boolean isOfShutdown(Drain drain) {
		return drain.causes().stream().anyMatch(Cause::shutdown);
	}

	/**
	 * Endpoints are closed by the names that operators write, of which there is no end.
	 */
	private void checkClosed(Scope scope) {
		List<Scope> closed = this.drainer.refusing();
		boolean more = scope.closesGate() && closed.stream().noneMatch((each) -> each.covers(scope));
		if (more && closed.stream().filter((each) -> !scope.covers(each)).count() >= MAX_CLOSED) {
			throw RejectedRequestException.conflict("Newcomers are refused at " + MAX_CLOSED
					+ " places already, as 'refusing' tells, and not at more; undo that first, or drain everything");
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
			throw RejectedRequestException.ending(null);
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
