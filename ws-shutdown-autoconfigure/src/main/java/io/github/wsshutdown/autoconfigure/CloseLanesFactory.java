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

import org.springframework.core.task.VirtualThreadTaskExecutor;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.drain.Timer;

/**
 * Makes the lanes of virtual threads where those do not pin.
 */
final class CloseLanesFactory {

	/**
	 * Before this release, a blocking write pins the carrier of a virtual thread.
	 */
	private static final int VIRTUAL_THREADS_DO_NOT_PIN = 24;

	private CloseLanesFactory() {
	}

	static CloseLanes create(Timer timer) {
		if (Runtime.version().feature() >= VIRTUAL_THREADS_DO_NOT_PIN) {
			return CloseLanes.on(timer, new VirtualThreadTaskExecutor("ws-shutdown-close-"));
		}
		return CloseLanes.ofPlatformThreads(timer);
	}

}
