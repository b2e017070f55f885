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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedExceptionUtils;

import io.github.wsshutdown.drain.ShutdownBudget;
import io.github.wsshutdown.drain.ShutdownBudget.Term;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsShutdownBudgetAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WsShutdownBudgetAutoConfigurationTests {

	private static final String KUBERNETES = "spring.main.cloud-platform=kubernetes";

	private static final String SIDE_BY_SIDE = "ws-shutdown.phase=2147482623";

	private static final String MAY_TAKE = "A shutdown may take ";

	private final ApplicationContextRunner withoutServer = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, WsShutdownAutoConfiguration.class,
				WsShutdownBudgetAutoConfiguration.class));

	private final ApplicationContextRunner contextRunner = this.withoutServer.withInitializer(
			(context) -> context.getBeanFactory().registerSingleton("webServerGracefulShutdown", new Object()));

	static Stream<Arguments> budgets() {
		return Stream.of(budget("ws-shutdown.enabled=true", 0, 0, 13500, 13500, 3000, 30000, 1000),
				budget("ws-shutdown.settle=7s", 0, 7000, 10000, 10000, 3000, 30000, 1000),
				budget("ws-shutdown.pace.rate=0", 0, 0, 0, 27000, 3000, 30000, 1000),
				budget("ws-shutdown.pace.max-share=0.25", 0, 0, 6750, 20250, 3000, 30000, 1000),
				budget("ws-shutdown.timeout=10s", 0, 0, 5000, 5000, 3000, 30000, 1000),
				budget("server.shutdown=graceful", 0, 0, 13500, 13500, 3000, 30000, 1000),
				budget("server.shutdown=immediate", 0, 0, 13500, 13500, 3000, 0, 1000),
				budget("spring.lifecycle.timeout-per-shutdown-phase=10s", 0, 0, 4500, 4500, 1000, 10000, 1000),
				budget("ws-shutdown.budget.teardown=4s", 0, 0, 13500, 13500, 3000, 30000, 4000),
				budget("ws-shutdown.budget.pre-stop=5s", 5000, 0, 13500, 13500, 3000, 30000, 1000),
				budget("ws-shutdown.phase=0", 0, 0, 13500, 13500, 3000, 30000, 1000),
				budget(SIDE_BY_SIDE, 0, 0, 13500, 13500, 3000, 0, 1000),
				budget(SIDE_BY_SIDE + ",ws-shutdown.timeout=10s", 0, 0, 5000, 5000, 3000, 17000, 1000));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("budgets")
	void everyTermIsTheMostThatItTakes(String properties, long[] millis) {
		this.contextRunner.withPropertyValues(properties.split(",")).run((context) -> {
			ShutdownBudget budget = context.getBean(ShutdownBudget.class);
			assertThat(budget.terms()).extracting(Term::name)
				.containsExactly("pre-stop", "settle", "farewell", "window", "close-wait", "cut", "web-server",
						"teardown");
			assertThat(budget.terms().stream().mapToLong((term) -> term.duration().toMillis()))
				.containsExactly(millis[0], millis[1], 0L, millis[2], millis[3], millis[4], millis[5], millis[6]);
		});
	}

	@Test
	void withoutWebServerNothingShutsDownGracefully() {
		this.withoutServer.run((context) -> assertThat(context.getBean(ShutdownBudget.class).total())
			.isEqualTo(Duration.ofSeconds(31)));
	}

	@Test
	void nothingIsSaidWhereTheGraceIsNotKnown(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(ShutdownBudget.class).available()).isNull();
			assertThat(context.getBean(ShutdownBudget.class).isExceeded()).isFalse();
		});
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void sumIsSpeltOutOnceIfItIsTooLong(CapturedOutput output) {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("ws-shutdown.termination-grace-period=30")
			.run((context) -> assertThat(context.getBean(ShutdownBudget.class).isExceeded()).isTrue());
		assertThat(output).contains("WARN")
			.containsOnlyOnce(MAY_TAKE + "61s (window 13500ms + close-wait 13500ms + cut 3s + web-server 30s + "
					+ "teardown 1s), but the platform kills the process after 30s "
					+ "('ws-shutdown.termination-grace-period'). Have it wait at least 61s "
					+ "(terminationGracePeriodSeconds in Kubernetes), or drain beside the web server's graceful "
					+ "shutdown with 'ws-shutdown.phase=2147482623' and "
					+ "'spring.lifecycle.timeout-per-shutdown-phase=29s', or set "
					+ "'spring.lifecycle.timeout-per-shutdown-phase=14s'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws-shutdown.termination-grace-period=61s",
			SIDE_BY_SIDE + ",spring.lifecycle.timeout-per-shutdown-phase=29s",
			"spring.lifecycle.timeout-per-shutdown-phase=14s", "ws-shutdown.budget.check=off" })
	void whatIsAdvisedHelps(String properties, CapturedOutput output) {
		this.contextRunner.withPropertyValues("ws-shutdown.termination-grace-period=30s")
			.withPropertyValues(properties.split(","))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("WARN");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					2s | ws-shutdown.enabled=true | Have it wait at least 61s (terminationGracePeriodSeconds in Kubernetes)
					4s | ws-shutdown.enabled=true | phase=2147482623' and 'spring.lifecycle.timeout-per-shutdown-phase=3s'
					9s | ws-shutdown.timeout=10s | or lower 'ws-shutdown.timeout' and 'spring.lifecycle.timeout-per-shutdown-phase'
					9s | server.shutdown=immediate | Kubernetes), or set 'spring.lifecycle.timeout-per-shutdown-phase=8s'
					9s | ws-shutdown.phase=2147482623 | Kubernetes), or set 'spring.lifecycle.timeout-per-shutdown-phase=8s'
					""")
	void adviceFitsTheCase(String grace, String property, String advice, CapturedOutput output) {
		this.contextRunner.withPropertyValues("ws-shutdown.termination-grace-period=" + grace)
			.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains(MAY_TAKE).contains(advice + "\n");
	}

	@Test
	void sumThatIsTooLongStopsTheStartIfThatIsWanted() {
		this.contextRunner
			.withPropertyValues("ws-shutdown.termination-grace-period=60s", "ws-shutdown.budget.check=fail")
			.run((context) -> assertThat(context).getFailure()
				.satisfies((failure) -> assertInvalid(failure,
						"'ws-shutdown.budget.check' is 'fail', and it fails. " + MAY_TAKE + "61s (",
						"Have it wait at least 61s")));
		this.contextRunner
			.withPropertyValues("ws-shutdown.termination-grace-period=61s", "ws-shutdown.budget.check=fail")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void failingOnAGraceThatIsNotKnownStopsTheStart() {
		this.contextRunner.withPropertyValues("ws-shutdown.budget.check=fail")
			.run((context) -> assertThat(context).getFailure()
				.satisfies((failure) -> assertInvalid(failure,
						"it is not known when the platform kills the process: "
								+ "'ws-shutdown.termination-grace-period' is not set",
						"Set 'ws-shutdown.termination-grace-period'")));
	}

	@Test
	void graceOfKubernetesIsThirtySeconds(CapturedOutput output) {
		this.contextRunner.withPropertyValues(KUBERNETES)
			.run((context) -> assertThat(context.getBean(ShutdownBudget.class).available())
				.isEqualTo(Duration.ofSeconds(30)));
		assertThat(output).contains("after 30s (the default of Kubernetes; if it is not the pod's, set "
				+ "'ws-shutdown.termination-grace-period')");
	}

	@ParameterizedTest
	@CsvSource({ "45, 45", "' 45 ', 45", "45s, 45", "PT2M, 120" })
	void variableGoesBeforeTheProperty(String value, long seconds, CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("ws-shutdown.termination-grace-period=10s",
					"ws-shutdown.termination-grace-period-variable=GRACE")
			.withSystemProperties("GRACE=" + value)
			.run((context) -> assertThat(context.getBean(ShutdownBudget.class).available())
				.isEqualTo(Duration.ofSeconds(seconds)));
		if (seconds < 61) {
			assertThat(output).contains("after " + seconds + "s (the variable 'GRACE')");
		}
	}

	@Test
	void propertyHoldsWhereTheVariableIsNotSet() {
		this.contextRunner
			.withPropertyValues("ws-shutdown.termination-grace-period=70s",
					"ws-shutdown.termination-grace-period-variable=GRACE")
			.run((context) -> assertThat(context.getBean(ShutdownBudget.class).available())
				.isEqualTo(Duration.ofSeconds(70)));
	}

	@Test
	void variableThatIsNotSetIsSaid(CapturedOutput output) {
		this.contextRunner.withPropertyValues("ws-shutdown.termination-grace-period-variable=GRACE")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("WARN").containsOnlyOnce("the variable 'GRACE' is not set");
	}

	@ParameterizedTest
	@CsvSource({ "hunter2, is no duration", "0, leaves no time", "-5, leaves no time",
			"99999999999999999999, is no duration" })
	void variableThatIsNoDurationStopsTheStart(String value, String problem) {
		this.contextRunner.withPropertyValues("ws-shutdown.termination-grace-period-variable=GRACE")
			.withSystemProperties("GRACE=" + value)
			.run((context) -> assertThat(context).getFailure()
				.satisfies((failure) -> assertInvalid(failure, "is 'GRACE', a variable whose value " + problem,
						"a number of seconds, such as 30"))
				.rootCause()
				.hasMessageNotContaining("hunter2"));
	}

	@ParameterizedTest
	@CsvSource({ "termination-grace-period, 0s, leaves no time", "termination-grace-period, -1s, leaves no time",
			"budget.pre-stop, -1s, negative", "budget.teardown, -1s, negative" })
	void wrongValueStopsTheStart(String property, String value, String problem) {
		this.contextRunner.withPropertyValues("ws-shutdown." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.satisfies((failure) -> assertInvalid(failure,
						"'ws-shutdown." + property + "' is '" + value + "', which", "Set it to"))
				.rootCause()
				.hasMessageContaining(problem));
	}

	private static Arguments budget(String properties, long... millis) {
		return Arguments.of(properties, millis);
	}

	private static void assertInvalid(Throwable failure, String problem, String remedy) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		assertThat(cause).isInstanceOf(InvalidWsShutdownPropertyException.class).hasMessageContaining(problem);
		assertThat(((InvalidWsShutdownPropertyException) cause).getRemedy()).contains(remedy);
	}

}
