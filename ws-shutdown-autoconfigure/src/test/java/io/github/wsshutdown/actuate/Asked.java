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
import java.util.Map;

/**
 * What an operator asks for, by name instead of by position.
 */
final class Asked {

	private Asked() {
	}

	/**
	 * Asks for a drain.
	 * @param parameters each as {@code name=value}
	 */
	static DrainParameters of(String... parameters) {
		Map<String, String> asked = new HashMap<>();
		for (String parameter : parameters) {
			int equals = parameter.indexOf('=');
			asked.put(parameter.substring(0, equals), parameter.substring(equals + 1));
		}
		return of(asked);
	}

	static DrainParameters of(Map<String, String> asked) {
		return new DrainParameters(asked.get("endpoint"), asked.get("kind"), asked.get("percent"), asked.get("user"),
				asked.get("window"), asked.get("timeout"), asked.get("status"), asked.get("reason"),
				asked.get("dryRun"));
	}

}
