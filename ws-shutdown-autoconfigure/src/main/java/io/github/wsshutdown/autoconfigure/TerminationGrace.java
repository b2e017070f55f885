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
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * How long the platform waits from its wish that the process ends until it kills it.
 *
 * @param period how long, or {@code null} if nothing says so
 * @param source what says so, or what does not
 */
record TerminationGrace(@Nullable Duration period, String source) {

	private static final String PROPERTY = "ws-shutdown.termination-grace-period";

	private static final String VARIABLE = "ws-shutdown.termination-grace-period-variable";

	private static final Duration KUBERNETES_DEFAULT = Duration.ofSeconds(30);

	static TerminationGrace of(WsShutdownProperties properties, Environment environment) {
		String variable = properties.getTerminationGracePeriodVariable();
		String value = (variable != null) ? environment.getProperty(variable) : null;
		if (variable != null && StringUtils.hasText(value)) {
			return new TerminationGrace(parse(variable, value), "the variable '" + variable + "'");
		}
		Duration period = properties.getTerminationGracePeriod();
		if (period != null) {
			if (!DrainTime.isPositive(period)) {
				throw new InvalidWsShutdownPropertyException(PROPERTY, period, "which leaves no time for a shutdown",
						"Set it to the time after which the platform kills the process, such as 30s, or remove it");
			}
			return new TerminationGrace(period, "'" + PROPERTY + "'");
		}
		if (variable != null) {
			return new TerminationGrace(null, "the variable '" + variable + "' is not set");
		}
		if (CloudPlatform.KUBERNETES.isActive(environment)) {
			return new TerminationGrace(KUBERNETES_DEFAULT,
					"the default of Kubernetes; if it is not the pod's, set '" + PROPERTY + "'");
		}
		return new TerminationGrace(null, "'" + PROPERTY + "' is not set");
	}

	private static Duration parse(String variable, String value) {
		Duration period;
		try {
			period = DurationStyle.detectAndParse(value.trim(), ChronoUnit.SECONDS);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw invalid(variable, "is no duration");
		}
		if (!DrainTime.isPositive(period)) {
			throw invalid(variable, "leaves no time for a shutdown");
		}
		return period;
	}

	/**
	 * Does not tell the value: a name that is mistyped may be that of a secret.
	 */
	private static InvalidWsShutdownPropertyException invalid(String variable, String problem) {
		return new InvalidWsShutdownPropertyException(VARIABLE, variable, "a variable whose value " + problem,
				"Set the variable to a number of seconds, such as 30, or to a duration, such as 90s");
	}

}
