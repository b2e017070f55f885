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

package io.github.wsshutdown.benchmarks.context;

/**
 * What is compared: with and without the starter, each with and without Spring Boot's
 * graceful shutdown.
 */
enum Variant {

	IMMEDIATE_WITHOUT(false, false),

	IMMEDIATE_WITH(true, false),

	GRACEFUL_WITHOUT(false, true),

	GRACEFUL_WITH(true, true);

	private final boolean starter;

	private final boolean graceful;

	Variant(boolean starter, boolean graceful) {
		this.starter = starter;
		this.graceful = graceful;
	}

	String[] properties() {
		return new String[] { "ws-shutdown.enabled=" + this.starter,
				"server.shutdown=" + (this.graceful ? "graceful" : "immediate"), "server.port=0",
				"spring.main.banner-mode=off", "spring.main.register-shutdown-hook=false", "logging.level.root=warn" };
	}

}
