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

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

import io.github.wsshutdown.drain.Departure;

/**
 * How the endpoint goes about it.
 *
 * @param departure what a connection is told that is asked to leave
 * @param timeout how long a drain may take if nobody says otherwise
 * @param eventSourcesComeBack whether an {@code EventSource} comes back after it was
 * refused
 * @param showValues when to tell who is at the other end of a connection
 * @param roles who is told if that takes authorization; if empty, whoever is
 * authenticated
 */
public record EndpointSettings(Departure departure, Duration timeout, boolean eventSourcesComeBack, Show showValues,
		Set<String> roles) {

	public EndpointSettings {
		roles = Set.copyOf(roles);
	}

	/**
	 * Tells whether to show values to somebody who has come over JMX.
	 */
	boolean showsValues() {
		return this.showValues.isShown(true);
	}

	/**
	 * Tells whether to show values to somebody who has come over HTTP.
	 */
	boolean showsValuesTo(SecurityContext securityContext) {
		return this.showValues.isShown(securityContext, this.roles);
	}

}
