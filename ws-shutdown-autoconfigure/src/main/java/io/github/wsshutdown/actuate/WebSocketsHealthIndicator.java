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

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows the health of the connections in Spring Boot 4 and later.
 */
public final class WebSocketsHealthIndicator implements HealthIndicator {

	private final DrainHealth health;

	/**
	 * Creates the indicator.
	 * @param health what there is to say
	 */
	public WebSocketsHealthIndicator(DrainHealth health) {
		this.health = health;
	}

	@Override
	public Health health() {
		Health.Builder builder = this.health.isInService() ? Health.up() : Health.outOfService();
		return builder.withDetails(this.health.details()).build();
	}

}
