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

import java.util.function.Supplier;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;

import io.github.wsshutdown.drain.Drain;

/**
 * The {@link WebsocketsEndpoint} over HTTP, where what goes wrong has a status and
 * everything is written as text, so that what is wrong can be said.
 */
@EndpointWebExtension(endpoint = WebsocketsEndpoint.class)
@RegisterReflectionForBinding({ Overview.class, ConnectionDescription.class, ConnectionPage.class,
		DrainDescription.class, PlanDescription.class, Undone.class, Disconnected.class, ProblemDescription.class })
public final class WebsocketsEndpointWebExtension {

	/**
	 * What stands in the place of the id of a connection for all of them.
	 */
	private static final String ALL = "connections";

	private static final String ORIGIN = " over HTTP";

	private static final int STATUS_ACCEPTED = 202;

	private final Operations operations;

	private final EndpointSettings settings;

	/**
	 * Creates the extension.
	 * @param endpoint what it extends
	 */
	public WebsocketsEndpointWebExtension(WebsocketsEndpoint endpoint) {
		this.operations = endpoint.operations();
		this.settings = endpoint.settings();
	}

	@ReadOperation
	Overview overview(SecurityContext securityContext) {
		return this.operations.overview(this.settings.showsValuesTo(securityContext));
	}

	@ReadOperation
	WebEndpointResponse<Object> connection(SecurityContext securityContext, @Selector String id, @Nullable String kind,
			@Nullable String endpoint, @Nullable String user, @Nullable String limit, @Nullable String after,
			@Nullable String asked) {
		boolean showValues = this.settings.showsValuesTo(securityContext);
		return answer(showValues,
				() -> ok(ALL.equals(id) ? this.operations.page(kind, endpoint, user, limit, after, asked, showValues)
						: this.operations.connection(id, showValues)));
	}

	@WriteOperation
	WebEndpointResponse<Object> drain(SecurityContext securityContext, @Nullable String endpoint, @Nullable String kind,
			@Nullable String percent, @Nullable String user, @Nullable String window, @Nullable String timeout,
			@Nullable String status, @Nullable String reason, @Nullable String dryRun) {
		boolean showValues = this.settings.showsValuesTo(securityContext);
		DrainParameters parameters = new DrainParameters(endpoint, kind, percent, user, window, timeout, status, reason,
				dryRun);
		return answer(showValues, () -> parameters.isDryRun() ? ok(this.operations.plan(parameters, showValues))
				: accepted(this.operations.drain(parameters, ORIGIN, showValues)));
	}

	@DeleteOperation
	WebEndpointResponse<Object> undrain(SecurityContext securityContext) {
		boolean showValues = this.settings.showsValuesTo(securityContext);
		return answer(showValues, () -> ok(this.operations.undrain(showValues)));
	}

	@DeleteOperation
	WebEndpointResponse<Object> disconnect(SecurityContext securityContext, @Selector String id,
			@Nullable String status) {
		boolean showValues = this.settings.showsValuesTo(securityContext);
		return answer(showValues, () -> accepted(this.operations.disconnect(id, status)));
	}

	private static WebEndpointResponse<Object> ok(Object body) {
		return new WebEndpointResponse<>(body);
	}

	private static WebEndpointResponse<Object> accepted(Object body) {
		return new WebEndpointResponse<>(body, STATUS_ACCEPTED);
	}

	private WebEndpointResponse<Object> answer(boolean showValues, Supplier<WebEndpointResponse<Object>> operation) {
		try {
			return operation.get();
		}
		catch (RejectedRequestException ex) {
			Drain running = ex.running();
			return ProblemDescription.response(ex.problem(), String.valueOf(ex.getMessage()),
					(running != null) ? DrainDescription.of(running, showValues) : null);
		}
	}

}
