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

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

import io.github.wsshutdown.actuate.RejectedRequestException.Problem;

/**
 * Refuses parameters that Spring Boot would leave aside: a drain of {@code precent=10}
 * would be one of everything. Only over HTTP can there be any.
 */
public final class UnknownParameterAdvisor implements OperationInvokerAdvisor {

	private static final EndpointId ENDPOINT = EndpointId.of("websockets");

	/**
	 * Creates the advisor.
	 */
	public UnknownParameterAdvisor() {
	}

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		if (!ENDPOINT.equals(endpointId) || !isForHttp(parameters)) {
			return invoker;
		}
		Set<String> known = new TreeSet<>();
		for (OperationParameter parameter : parameters) {
			if (parameter.getType() != SecurityContext.class) {
				known.add(parameter.getName());
			}
		}
		return (context) -> {
			String problem = problem(context.getArguments(), known);
			return (problem != null) ? ProblemDescription.response(Problem.INVALID, problem, null)
					: invoker.invoke(context);
		};
	}

	/**
	 * Tells the operations of the {@link WebsocketsEndpointWebExtension}: only they ask
	 * who the operator is. Those for JMX are called with every parameter, with or without
	 * a value.
	 */
	private static boolean isForHttp(OperationParameters parameters) {
		return parameters.stream().anyMatch((parameter) -> parameter.getType() == SecurityContext.class);
	}

	private static @Nullable String problem(Map<String, @Nullable Object> arguments, Set<String> known) {
		for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
			String name = "'" + Text.shown(argument.getKey(), 60) + "'";
			Object value = argument.getValue();
			if (!known.contains(argument.getKey())) {
				return "There is no parameter " + name + "; expected is "
						+ (known.isEmpty() ? "none" : "one of " + known);
			}
			if (value == null || value instanceof Collection) {
				return name + " has " + ((value == null) ? "no value" : "several values") + "; expected is one";
			}
		}
		return null;
	}

}
