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

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;

import io.github.wsshutdown.drain.ConnectionDirectory;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.drain.ShutdownBudget;

/**
 * Actuator endpoint that shows long-lived connections and drains them without a shutdown.
 * Reading is all that is allowed unless its access is configured otherwise. Thread-safe;
 * no operation blocks.
 * <p>
 * The operations here are those for JMX; those for HTTP are in
 * {@link WebsocketsEndpointWebExtension}.
 */
@Endpoint(id = "websockets", defaultAccess = Access.READ_ONLY)
public final class WebsocketsEndpoint {

	private static final String ORIGIN = " over JMX";

	private final Operations operations;

	private final EndpointSettings settings;

	/**
	 * Creates the endpoint.
	 * @param registry the connections
	 * @param directory finds one of them
	 * @param drainer drains them
	 * @param history what has been, which is to be told by the drainer
	 * @param settings how to go about it
	 * @param budget tells what a shutdown takes at most, if that is known
	 */
	public WebsocketsEndpoint(ConnectionRegistry registry, ConnectionDirectory directory, Drainer drainer,
			DrainHistory history, EndpointSettings settings,
			Supplier<@org.jspecify.annotations.Nullable ShutdownBudget> budget) {
		this.operations = new Operations(drainer, history, new Connections(registry, directory, history.clock()),
				directory, settings, budget);
		this.settings = settings;
	}

	Operations operations() {
		return this.operations;
	}

	EndpointSettings settings() {
		return this.settings;
	}

	@ReadOperation
	Overview overview() {
		return this.operations.overview(this.settings.showsValues());
	}

	@ReadOperation
	ConnectionDescription connection(@Selector String id) {
		return this.operations.connection(id, this.settings.showsValues());
	}

	@WriteOperation
	Object drain(@Nullable String endpoint, @Nullable String kind, @Nullable Integer percent, @Nullable String user,
			@Nullable String window, @Nullable String timeout, @Nullable Integer status, @Nullable String reason,
			@Nullable Boolean dryRun) {
		DrainParameters parameters = new DrainParameters(endpoint, kind, written(percent), user, window, timeout,
				written(status), reason, written(dryRun));
		return parameters.isDryRun() ? this.operations.plan(parameters, this.settings.showsValues())
				: this.operations.drain(parameters, ORIGIN, this.settings.showsValues());
	}

	@DeleteOperation
	Undone undrain() {
		return this.operations.undrain(this.settings.showsValues());
	}

	@DeleteOperation
	Disconnected disconnect(@Selector String id, @Nullable Integer status) {
		return this.operations.disconnect(id, written(status));
	}

	private static @Nullable String written(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

}
