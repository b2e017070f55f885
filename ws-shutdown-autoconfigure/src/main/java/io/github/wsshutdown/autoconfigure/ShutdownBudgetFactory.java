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

import java.time.Duration;
import java.util.List;

import io.github.wsshutdown.drain.ShutdownBudget;
import io.github.wsshutdown.drain.ShutdownBudget.Term;

/**
 * Adds up what a shutdown takes at most.
 */
final class ShutdownBudgetFactory {

	/**
	 * The phase of the web server's graceful shutdown, which has this number in every
	 * line of Spring Boot though the constant has moved.
	 */
	static final int WEB_SERVER_PHASE = Integer.MAX_VALUE - 1024;

	static final String WEB_SERVER = "web-server";

	private final WsShutdownProperties properties;

	private final DrainTime time;

	private final Duration phaseTimeout;

	private final boolean gracefulWebServer;

	/**
	 * Creates the factory.
	 * @param properties what is configured
	 * @param time the time of a drain
	 * @param phaseTimeout the time that any one phase of a shutdown has
	 * @param gracefulWebServer whether there is a web server that shuts down gracefully
	 */
	ShutdownBudgetFactory(WsShutdownProperties properties, DrainTime time, Duration phaseTimeout,
			boolean gracefulWebServer) {
		this.properties = properties;
		this.time = time;
		this.phaseTimeout = phaseTimeout;
		this.gracefulWebServer = gracefulWebServer;
	}

	ShutdownBudget create(TerminationGrace grace) {
		WsShutdownProperties.Budget budget = this.properties.getBudget();
		requireNotNegative("pre-stop", budget.getPreStop());
		requireNotNegative("teardown", budget.getTeardown());
		Duration settle = this.properties.getSettle();
		Duration closing = this.time.timeout().minus(settle);
		Duration window = window(closing);
		return new ShutdownBudget(List.of(new Term("pre-stop", budget.getPreStop()), new Term("settle", settle),
				new Term("farewell", Duration.ZERO), new Term("window", window),
				new Term("close-wait", closing.minus(window)), new Term("cut", this.time.margin()),
				new Term(WEB_SERVER, webServer()), new Term("teardown", budget.getTeardown())), grace.period());
	}

	/**
	 * Returns over which time connections are asked to leave if there are very many.
	 */
	private Duration window(Duration closing) {
		WsShutdownProperties.Pace pace = this.properties.getPace();
		return (pace.getRate() == 0) ? Duration.ZERO
				: Duration.ofMillis(Math.round(closing.toMillis() * pace.getMaxShare()));
	}

	private Duration webServer() {
		if (!this.gracefulWebServer) {
			return Duration.ZERO;
		}
		if (this.properties.getPhase() != WEB_SERVER_PHASE) {
			return this.phaseTimeout;
		}
		Duration rest = this.phaseTimeout.minus(this.time.timeout()).minus(this.time.margin());
		return rest.isNegative() ? Duration.ZERO : rest;
	}

	private static void requireNotNegative(String property, Duration value) {
		if (value.isNegative()) {
			throw new InvalidWsShutdownPropertyException("ws-shutdown.budget." + property, value, "which is negative",
					"Set it to zero or more");
		}
	}

}
