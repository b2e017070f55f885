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

package io.github.wsshutdown.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a restart by Spring Boot's DevTools quick: somebody is waiting for it.
 */
final class DevToolsRestart {

	private static final String CLASS_LOADER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	private static final Duration AT_MOST = Duration.ofSeconds(1);

	private DevToolsRestart() {
	}

	/**
	 * Returns how long a drain may take.
	 * @param timeout what it may take otherwise
	 * @param classLoader what has loaded the application
	 */
	static Duration limit(Duration timeout, @Nullable ClassLoader classLoader) {
		boolean restarting = classLoader != null && classLoader.getClass().getName().equals(CLASS_LOADER);
		return restarting ? DrainTime.min(timeout, AT_MOST) : timeout;
	}

}
