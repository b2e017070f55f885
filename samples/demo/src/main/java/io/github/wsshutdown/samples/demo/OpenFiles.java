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

package io.github.wsshutdown.samples.demo;

import java.lang.management.ManagementFactory;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * How many files, and so sockets, a process may have open here.
 */
final class OpenFiles {

	/** What a Java process opens beside its clients. */
	private static final int OTHERS = 300;

	private OpenFiles() {
	}

	static void require(int clients) {
		if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
			require(clients, system.getMaxFileDescriptorCount());
		}
	}

	static void require(int clients, long limit) {
		if (clients + OTHERS > limit) {
			throw new DemoException("A process may open " + limit + " files here, and " + clients + " clients need "
					+ (clients + OTHERS) + ": raise the limit (ulimit -n) or choose a smaller number with --clients");
		}
	}

}
