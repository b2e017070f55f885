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

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;

/**
 * What there is to say of the health of the connections, in every line of Spring Boot.
 * <p>
 * An application in which everything is drained is out of service, as it is for Spring
 * Boot when it accepts no traffic: who asks for its health is to send its users
 * elsewhere. One of which a part is drained serves the rest, so it is up.
 */
public final class DrainHealth {

	private final ConnectionRegistry registry;

	private final ConnectionDrainer drainer;

	/**
	 * Creates the health.
	 * @param registry the connections
	 * @param drainer drains
	 */
	public DrainHealth(ConnectionRegistry registry, ConnectionDrainer drainer) {
		this.registry = registry;
		this.drainer = drainer;
	}

	/**
	 * Tells whether newcomers are welcome.
	 * @return whether neither everything is drained nor the application is ending
	 */
	public boolean isInService() {
		return !this.drainer.isEverythingDrained() && !this.drainer.isEnding();
	}

	/**
	 * Returns the state, how many connections are open and, while a drain is running, how
	 * many are left of those that it has taken up.
	 * @return a new map
	 */
	public Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", this.drainer.state());
		details.put("open", this.registry.connections().size());
		this.drainer.running().ifPresent((drain) -> details.put("remaining", drain.progress().remaining()));
		return details;
	}

}
