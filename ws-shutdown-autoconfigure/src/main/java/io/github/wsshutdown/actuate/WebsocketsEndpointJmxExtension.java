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

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;
import org.springframework.lang.Nullable;

/**
 * Adds to the {@link WebsocketsEndpoint} on JMX what has a path of its own over HTTP.
 */
@EndpointJmxExtension(endpoint = WebsocketsEndpoint.class)
public final class WebsocketsEndpointJmxExtension {

	private final WebsocketsEndpoint endpoint;

	/**
	 * Creates the extension.
	 * @param endpoint what it extends
	 */
	public WebsocketsEndpointJmxExtension(WebsocketsEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@ReadOperation
	ConnectionPage connections(@Nullable String kind, @Nullable String endpoint, @Nullable String user,
			@Nullable Integer limit, @Nullable String after, @Nullable Boolean asked) {
		return this.endpoint.operations()
			.page(kind, endpoint, user, (limit != null) ? limit.toString() : null, after,
					(asked != null) ? asked.toString() : null, this.endpoint.settings().showsValues());
	}

}
