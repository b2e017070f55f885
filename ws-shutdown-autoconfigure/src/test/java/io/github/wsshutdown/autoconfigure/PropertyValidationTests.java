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

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the values of properties may be.
 */
@ExtendWith(OutputCaptureExtension.class)
class PropertyValidationTests {

	private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, WsShutdownAutoConfiguration.class,
				WsShutdownGateAutoConfiguration.class, WsShutdownServletAutoConfiguration.class));

	static Stream<Arguments> wrongValues() {
		return Stream.of(wrong("ws-shutdown.timeout", "0s", "0s", "remove it to use 27s"),
				wrong("ws-shutdown.timeout", "-1s", "-1s", "'ws-shutdown.enabled=false'"),
				wrong("ws-shutdown.timeout", "30s", "30s", "raise '" + PHASE_TIMEOUT + "'"),
				wrong("ws-shutdown.timeout", "1h", "3600s", "Remove it to use 27s"),
				wrong(PHASE_TIMEOUT, "0s", "0s", "such as 30s"), wrong(PHASE_TIMEOUT, "-5s", "-5s", "such as 30s"),
				wrong("ws-shutdown.settle", "-1s", "-1s", "zero or more"),
				wrong("ws-shutdown.settle", "20251ms", "20251ms", "at most 20250ms"),
				wrong("ws-shutdown.retry-after", "0s", "0s", "such as 5s"),
				wrong("ws-shutdown.retry-after", "-1s", "-1s", "such as 5s"),
				wrong("ws-shutdown.exclude-paths", "internal", "internal", "'/internal/**'"),
				wrong("ws-shutdown.exclude-paths", "/a/**/b", "/a/**/b", "'/internal/**'"),
				wrong("ws-shutdown.exclude-paths", "/{a", "/{a", "'/internal/**'"),
				wrong("ws-shutdown.close.reason", "x".repeat(124), "x".repeat(124), "at most 123 bytes"),
				wrong("ws-shutdown.close.reason", "\u00e4".repeat(62), "\u00e4".repeat(62), "at most 123 bytes"),
				wrong("ws-shutdown.close.write-timeout", "0s", "0s", "such as 5s"),
				wrong("ws-shutdown.close.write-timeout", "-1s", "-1s", "such as 5s"),
				wrong("ws-shutdown.pace.rate", "-1", "-1", "or to 0 for as fast as possible"),
				wrong("ws-shutdown.pace.max-share", "0", "0.0", "such as 0.5"),
				wrong("ws-shutdown.pace.max-share", "-0.1", "-0.1", "such as 0.5"),
				wrong("ws-shutdown.pace.max-share", "1.01", "1.01", "such as 0.5"),
				wrong("ws-shutdown.pace.max-share", "NaN", "NaN", "such as 0.5"),
				wrong("ws-shutdown.in-flight.grace", "-1s", "-1s", "Set it to 0s"),
				wrong("ws-shutdown.in-flight.grace", "27s", "27s", "less than the timeout"),
				wrong("ws-shutdown.in-flight.grace", "1h", "3600s", "less than the timeout"),
				wrong("ws-shutdown.streams.media-types", "event-stream", "event-stream", "'text/event-stream'"),
				wrong("ws-shutdown.streams.media-types", "text/*", "text/*", "'text/event-stream'"),
				wrong("ws-shutdown.streams.media-types", "a/b;c=d", "a/b;c=d", "without wildcards or parameters"),
				wrong("ws-shutdown.streams.media-types", "", "", "'ws-shutdown.streams.enabled=false'"),
				wrong("ws-shutdown.streams.retry", "0s", "0s", "such as 5s"),
				wrong("ws-shutdown.streams.retry", "-1s", "-1s", "remove it"),
				wrong("ws-shutdown.streams.last-event.name", "a\nb", "a\nb", "without line breaks"),
				wrong("ws-shutdown.streams.last-event.name", "a\rb", "a\rb", "without line breaks"));
	}

	@ParameterizedTest(name = "{0}={1}")
	@MethodSource("wrongValues")
	void wrongValueStopsTheStartAndSaysWhatToWriteInstead(String property, String value, String told, String remedy) {
		this.contextRunner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.satisfies((failure) -> assertInvalid(failure, property, told, remedy)));
	}

	static IntStream statusesThatMustNotBeSent() {
		return IntStream.of(-1, 0, 999, 1004, 1005, 1006, 1014, 1015, 1016, 1999, 2000, 2999, 5000, 65535);
	}

	@ParameterizedTest
	@MethodSource("statusesThatMustNotBeSent")
	void statusThatMustNotBeSentStopsTheStart(int status) {
		this.contextRunner.withPropertyValues("ws-shutdown.close.status=" + status)
			.run((context) -> assertThat(context).getFailure()
				.satisfies((failure) -> assertInvalid(failure, "ws-shutdown.close.status", String.valueOf(status),
						"1001 (going away), 1012 (service restart)")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, 1008, 1011, 1013 })
	void statusThatClientsMisunderstandIsWarnedOf(int status, CapturedOutput output) {
		this.contextRunner.withPropertyValues("ws-shutdown.close.status=" + status).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("WARN")
				.contains("'ws-shutdown.close.status' is " + status)
				.contains("Use 1001 or 1012");
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1001, 1002, 1003, 1007, 1009, 1010, 1012, 3000, 3999, 4000, 4999 })
	void otherStatusStartsWithoutAWarning(int status, CapturedOutput output) {
		this.contextRunner.withPropertyValues("ws-shutdown.close.status=" + status).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("ws-shutdown.close.status");
		});
	}

	@Test
	void defaultsStartWithoutAWarning(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("ws-shutdown.");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws-shutdown.timeout=1ms", "ws-shutdown.timeout=29999ms", "ws-shutdown.settle=0s",
			PHASE_TIMEOUT + "=40ms ws-shutdown.settle=15ms", "ws-shutdown.retry-after=1ns",
			"ws-shutdown.retry-after=365d", "ws-shutdown.exclude-paths=", "ws-shutdown.exclude-paths=/**",
			"ws-shutdown.exclude-paths=/a/{b}/*.c", "ws-shutdown.exclude-beans=noSuchBean", "ws-shutdown.close.reason=",
			"ws-shutdown.close.write-timeout=1ns", "ws-shutdown.pace.rate=0", "ws-shutdown.pace.rate=2147483647",
			"ws-shutdown.pace.max-share=1", "ws-shutdown.pace.max-share=1e-9", "ws-shutdown.in-flight.grace=0s",
			"ws-shutdown.in-flight.grace=26999ms", "ws-shutdown.phase=0", "ws-shutdown.phase=-2147483648",
			"ws-shutdown.streams.retry=1ns", "ws-shutdown.streams.media-types=Application/X-Thing",
			"ws-shutdown.streams.event-source-refusal=no-content", "ws-shutdown.streams.last-event.name=",
			"ws-shutdown.streams.enabled=false ws-shutdown.streams.retry=0s",
			"spring.lifecycle.timeout-per-shutdown-phase=2ns" })
	void edgeOfWhatIsAllowedStarts(String properties) {
		this.contextRunner.withPropertyValues(properties.split(" "))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\u00e4", "\ud83d\ude00" })
	void longestReasonIsCountedInBytes(String character) {
		int bytes = character.getBytes(StandardCharsets.UTF_8).length;
		this.contextRunner.withPropertyValues("ws-shutdown.close.reason=" + character.repeat(123 / bytes))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws-shutdown.timeout=soon", "ws-shutdown.close.status=going-away",
			"ws-shutdown.pace.max-share=half" })
	void valueOfAnotherTypeStopsTheStart(String property) {
		this.contextRunner.withPropertyValues(property).run((context) -> assertThat(context).hasFailed());
	}

	private static void assertInvalid(Throwable failure, String property, String value, String remedy) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		assertThat(cause).isInstanceOfSatisfying(InvalidWsShutdownPropertyException.class, (invalid) -> {
			assertThat(invalid).hasMessageStartingWith("'" + property + "' is '" + value + "', which ");
			assertThat(invalid.getRemedy()).contains(remedy).doesNotEndWith(".");
		});
	}

	private static Arguments wrong(String property, String value, String told, String remedy) {
		return Arguments.of(property, value, told, remedy);
	}

}
