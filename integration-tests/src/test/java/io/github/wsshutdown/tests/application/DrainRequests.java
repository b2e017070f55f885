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

package io.github.wsshutdown.tests.application;

import java.time.Duration;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.Scope;

/**
 * Drains to ask for.
 */
public final class DrainRequests {

	/**
	 * How long a drain may take that is to cut who has been told and does not answer:
	 * longer than the machine may stand still, lest others are cut as well.
	 */
	public static final Duration HURRY = Duration.ofSeconds(3);

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private DrainRequests() {
	}

	/**
	 * Returns a drain of everything.
	 * @return the request
	 */
	public static DrainRequest everything() {
		return everything(TIMEOUT);
	}

	/**
	 * Returns a drain of everything.
	 * @param timeout how long it may take
	 * @return the request
	 */
	public static DrainRequest everything(Duration timeout) {
		return new DrainRequest(Scope.everything(), Cause.request("a test"), timeout);
	}

	/**
	 * Returns a drain of an endpoint.
	 * @param endpoint the endpoint pattern
	 * @return the request
	 */
	public static DrainRequest endpoint(String endpoint) {
		return endpoint(endpoint, TIMEOUT);
	}

	/**
	 * Returns a drain of an endpoint.
	 * @param endpoint the endpoint pattern
	 * @param timeout how long it may take
	 * @return the request
	 */
	public static DrainRequest endpoint(String endpoint, Duration timeout) {
		return new DrainRequest(Scope.endpoint(endpoint), Cause.request("a test of " + endpoint), timeout);
	}

}
