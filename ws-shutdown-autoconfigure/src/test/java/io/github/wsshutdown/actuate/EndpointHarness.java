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

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.ConnectionDirectory;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.drain.ShutdownBudget;
import io.github.wsshutdown.drain.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint over connections on a timer that a test advances.
 */
final class EndpointHarness {

	/**
	 * When a test begins.
	 */
	static final Instant NOW = new FakeTimer().now();

	static final Duration TIMEOUT = Duration.ofSeconds(27);

	static final SecurityContext ADMIN = context("root", Set.of("ADMIN"));

	static final SecurityContext SOMEBODY = context("ann", Set.of());

	private final FakeTimer timer = new FakeTimer();

	private final ConnectionRegistry registry = new ConnectionRegistry(this.timer);

	private final InstantSource clock = this.timer::now;

	private final DrainHistory history = new DrainHistory(this.clock);

	private ShutdownBudget budget;

	private final ConnectionDrainer drainer;

	private final WebsocketsEndpoint endpoint;

	private final WebsocketsEndpointWebExtension web;

	EndpointHarness() {
		this(Show.WHEN_AUTHORIZED, true);
	}

	EndpointHarness(Show showValues, boolean eventSourcesComeBack) {
		this(showValues, eventSourcesComeBack, Duration.ZERO);
	}

	EndpointHarness(Show showValues, boolean eventSourcesComeBack, Duration settle) {
		this.drainer = new ConnectionDrainer(this.registry, this.timer,
				new TestSettings().rate(1000).settle(settle).build(), DrainOrder.idleFirst(), List.of(this.history));
		// From now on listeners are told by the thread that has something to tell.
		this.drainer.close();
		EndpointSettings settings = new EndpointSettings(TestSettings.DEPARTURE, TIMEOUT, eventSourcesComeBack,
				showValues, Set.of("ADMIN"));
		this.endpoint = new WebsocketsEndpoint(this.registry, new ConnectionDirectory(this.registry, this.timer),
				this.drainer, this.history, settings, () -> this.budget);
		this.web = new WebsocketsEndpointWebExtension(this.endpoint);
	}

	private static SecurityContext context(String name, Set<String> roles) {
		return new SecurityContext() {

			@Override
			public Principal getPrincipal() {
				return () -> name;
			}

			@Override
			public boolean isUserInRole(String role) {
				return roles.contains(role);
			}

		};
	}

	ConnectionDrainer drainer() {
		return this.drainer;
	}

	WebsocketsEndpoint endpoint() {
		return this.endpoint;
	}

	WebsocketsEndpointWebExtension web() {
		return this.web;
	}

	void advance(Duration span) {
		this.timer.advance(span);
	}

	OpenedConnection open() {
		return open("websocket", "/ws", "ann", null);
	}

	OpenedConnection open(String kind, String endpoint, String user, String protocol) {
		return open(new OpenedConnection.Info(kind, endpoint, user, protocol, true));
	}

	private OpenedConnection open(OpenedConnection.Info info) {
		OpenedConnection connection = new OpenedConnection(this.registry.clock(), info);
		this.registry.tryAdmit(info.kind(), info.endpoint()).orElseThrow().established(connection);
		return connection;
	}

	/**
	 * Opens a connection of whose endpoint only the path is known that its client has
	 * asked for.
	 */
	void openAtPath(String path) {
		open(new OpenedConnection.Info("websocket", path, "ann", null, false));
	}

	void open(int number, String kind, String endpoint, String protocol) {
		for (int i = 0; i < number; i++) {
			open(kind, endpoint, null, protocol);
		}
	}

	boolean admits(String endpoint) {
		return this.registry.tryAdmit(new Kind("websocket"), endpoint).map((admission) -> {
			admission.close();
			return true;
		}).orElse(false);
	}

	void shutdown() {
		this.drainer.drain(new DrainRequest(Scope.everything(), Cause.shutdown("SIGTERM"), TIMEOUT));
	}

	void budget(ShutdownBudget budget) {
		this.budget = budget;
	}

	String idOfFirst() {
		return this.endpoint.operations().page(null, null, null, "1", null, null, true).connections().get(0).id();
	}

	/**
	 * Asks over HTTP for a drain.
	 */
	WebEndpointResponse<Object> drain(SecurityContext who, DrainParameters asked) {
		return this.web.drain(who, asked.endpoint(), asked.kind(), asked.percent(), asked.user(), asked.window(),
				asked.timeout(), asked.status(), asked.reason(), asked.dryRun());
	}

	DrainDescription drain(String... asked) {
		return body(drain(ADMIN, Asked.of(asked)), 202, DrainDescription.class);
	}

	static <T> T body(WebEndpointResponse<Object> response, int status, Class<T> type) {
		assertThat(response.getStatus()).as(() -> String.valueOf(response.getBody())).isEqualTo(status);
		return type.cast(response.getBody());
	}

	static String error(WebEndpointResponse<Object> response, int status) {
		return body(response, status, ProblemDescription.class).error();
	}

}
