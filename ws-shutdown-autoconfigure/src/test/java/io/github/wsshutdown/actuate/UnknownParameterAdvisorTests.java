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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.invoke.reflect.OperationMethod;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownParameterAdvisor}.
 */
class UnknownParameterAdvisorTests {

	private static final OperationInvoker INVOKER = (context) -> "invoked";

	@Test
	void knownParametersArePassedOn() {
		assertThat(invoke("drain", Map.of())).isEqualTo("invoked");
		assertThat(invoke("drain", Map.of("percent", "10", "dryRun", "true"))).isEqualTo("invoked");
		assertThat(invoke("disconnect", Map.of("id", "1", "status", "1001"))).isEqualTo("invoked");
	}

	@Test
	void unknownParameterIsRefused() {
		assertThat(error(invoke("drain", Map.of("precent", "10")))).isEqualTo("There is no parameter 'precent';"
				+ " expected is one of [dryRun, endpoint, kind, percent, reason, status, timeout, user, window]");
		assertThat(error(invoke("undrain", Map.of("force", "true"))))
			.isEqualTo("There is no parameter 'force'; expected is none");
		assertThat(error(invoke("drain", Map.of("a\nb" + "x".repeat(1000), "10"))))
			.startsWith("There is no parameter 'a?bxxx")
			.hasSizeLessThan(300);
	}

	@Test
	void parameterWithoutAValueOrWithSeveralIsRefused() {
		Map<String, Object> arguments = new HashMap<>();
		arguments.put("dryRun", null);
		assertThat(error(invoke("drain", arguments))).isEqualTo("'dryRun' has no value; expected is one");
		assertThat(error(invoke("drain", Map.of("percent", List.of("10", "20")))))
			.isEqualTo("'percent' has several values; expected is one");
	}

	@Test
	void otherEndpointsAreLeftAlone() {
		OperationMethod method = method("drain");
		assertThat(new UnknownParameterAdvisor().apply(EndpointId.of("health"), OperationType.WRITE,
				method.getParameters(), INVOKER))
			.isSameAs(INVOKER);
	}

	@Test
	void operationsForJmxAreLeftAlone() {
		OperationMethod method = method(WebsocketsEndpoint.class, "drain");
		assertThat(new UnknownParameterAdvisor().apply(EndpointId.of("websockets"), OperationType.WRITE,
				method.getParameters(), INVOKER))
			.isSameAs(INVOKER);
	}

	@Test
	void everyOperationForHttpIsAdvised() {
		for (String operation : List.of("overview", "connection", "drain", "undrain", "disconnect")) {
			assertThat(error(invoke(operation, Map.of("unknown", "1")))).contains("'unknown'");
		}
	}

	private static Object invoke(String operation, Map<String, Object> arguments) {
		OperationMethod method = method(operation);
		return new UnknownParameterAdvisor()
			.apply(EndpointId.of("websockets"), method.getOperationType(), method.getParameters(), INVOKER)
			.invoke(new InvocationContext(SecurityContext.NONE, arguments));
	}

	private static OperationMethod method(String operation) {
		return method(WebsocketsEndpointWebExtension.class, operation);
	}

	private static OperationMethod method(Class<?> type, String operation) {
		return Stream.of(ReflectionUtils.getDeclaredMethods(type))
			.filter((method) -> method.getName().equals(operation))
			.map((method) -> new OperationMethod(method, OperationType.WRITE))
			.findFirst()
			.orElseThrow();
	}

	private static String error(Object response) {
		WebEndpointResponse<?> refused = (WebEndpointResponse<?>) response;
		assertThat(refused.getStatus()).isEqualTo(400);
		return ((ProblemDescription) refused.getBody()).error();
	}

}
