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
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

import io.github.wsshutdown.drain.ShutdownBudget;

import static io.github.wsshutdown.autoconfigure.InvalidWsShutdownPropertyException.text;

/**
 * Says once at the start, or refuses to start, if a shutdown may take longer than the
 * platform allows.
 */
final class BudgetCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(BudgetCheck.class);

	private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	private static final Duration SHORTEST_PHASE = Duration.ofSeconds(2);

	private final WsShutdownProperties properties;

	private final Supplier<TerminationGrace> grace;

	private final Supplier<ShutdownBudget> budget;

	BudgetCheck(WsShutdownProperties properties, Supplier<TerminationGrace> grace, Supplier<ShutdownBudget> budget) {
		this.properties = properties;
		this.grace = grace;
		this.budget = budget;
	}

	@Override
	public void afterSingletonsInstantiated() {
		TerminationGrace waits = this.grace.get();
		ShutdownBudget sum = this.budget.get();
		BudgetPolicy check = this.properties.getBudget().getCheck();
		if (check == BudgetPolicy.OFF) {
			return;
		}
		if (waits.period() == null) {
			unknown(check, waits.source());
		}
		else if (sum.isExceeded()) {
			exceeded(check, sum, waits.period(), waits.source());
		}
	}

	private void unknown(BudgetPolicy check, String source) {
		if (check == BudgetPolicy.FAIL) {
			throw new InvalidWsShutdownPropertyException("ws-shutdown.budget.check", "fail",
					"but it is not known when the platform kills the process: " + source,
					"Set 'ws-shutdown.termination-grace-period' to that time, such as 30s, "
							+ "or set 'ws-shutdown.budget.check=warn'");
		}
		if (this.properties.getTerminationGracePeriodVariable() != null) {
			logger.warn("It is not checked whether a shutdown may take longer than the platform allows: " + source);
		}
	}

	private void exceeded(BudgetPolicy check, ShutdownBudget sum, Duration available, String source) {
		String problem = "A shutdown may take " + text(sum.total()) + " (" + spelt(sum)
				+ "), but the platform kills the process after " + text(available) + " (" + source + ")";
		String remedy = remedy(sum, available);
		if (check == BudgetPolicy.FAIL) {
			throw new InvalidWsShutdownPropertyException("ws-shutdown.budget.check", "fail", "and it fails. " + problem,
					remedy);
		}
		logger.warn(problem + ". " + remedy);
	}

	/**
	 * Spells the sum out, without what takes no time.
	 */
	private static String spelt(ShutdownBudget sum) {
		return sum.terms()
			.stream()
			.filter((term) -> !term.duration().isZero())
			.map((term) -> term.name() + " " + text(term.duration()))
			.collect(Collectors.joining(" + "));
	}

	private String remedy(ShutdownBudget sum, Duration available) {
		String longer = "Have it wait at least " + text(wholeSeconds(sum.total().plusMillis(999)))
				+ " (terminationGracePeriodSeconds in Kubernetes)";
		if (this.properties.getTimeout() != null) {
			return longer + ", or lower 'ws-shutdown.timeout' and '" + PHASE_TIMEOUT + "'";
		}
		WsShutdownProperties.Budget budget = this.properties.getBudget();
		Duration forPhases = available.minus(budget.getPreStop()).minus(budget.getTeardown());
		if (!hasOwnPhase(sum)) {
			return longer + shorterPhase(", or set", forPhases);
		}
		return longer
				+ shorterPhase(", or drain beside the web server's graceful shutdown with 'ws-shutdown.phase="
						+ ShutdownBudgetFactory.WEB_SERVER_PHASE + "' and", forPhases)
				+ shorterPhase(", or set", forPhases.dividedBy(2));
	}

	private static String shorterPhase(String prefix, Duration phase) {
		if (phase.compareTo(SHORTEST_PHASE) < 0) {
			return "";
		}
		return prefix + " '" + PHASE_TIMEOUT + "=" + text(wholeSeconds(phase)) + "'";
	}

	/**
	 * Tells whether the web server's graceful shutdown comes before or after the drain.
	 */
	private boolean hasOwnPhase(ShutdownBudget sum) {
		return this.properties.getPhase() != ShutdownBudgetFactory.WEB_SERVER_PHASE && sum.terms()
			.stream()
			.anyMatch((term) -> term.name().equals(ShutdownBudgetFactory.WEB_SERVER) && !term.duration().isZero());
	}

	private static Duration wholeSeconds(Duration duration) {
		return Duration.ofSeconds(duration.toSeconds());
	}

}
