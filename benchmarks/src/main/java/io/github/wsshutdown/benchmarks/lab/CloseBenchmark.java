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

package io.github.wsshutdown.benchmarks.lab;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import com.sun.management.UnixOperatingSystemMXBean;

import io.github.wsshutdown.benchmarks.Figures;

/**
 * The drain lab: many idle clients leave a Tomcat server, once by a drain as fast as
 * possible and once by a loop that closes one session after another, over and over and
 * side by side on the same server, a process of its own; then the same with clients among
 * them that do not read.
 */
public final class CloseBenchmark {

	private static final int SERVERS = 4;

	private static final int ROUNDS = 3;

	private static final int SPARE_FILES = 500;

	private CloseBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args how many idle clients
	 */
	public static void main(String[] args) {
		int idle = (args.length > 0) ? Integer.parseInt(args[0]) : 5000;
		requireOpenFiles(idle);
		compare(idle, 0);
		compare(500, 50);
	}

	static void requireOpenFiles(int clients) {
		if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
				&& system.getMaxFileDescriptorCount() < clients + SPARE_FILES) {
			throw new IllegalStateException(clients + " clients need 'ulimit -n' of " + (clients + SPARE_FILES)
					+ " or more, and it is " + system.getMaxFileDescriptorCount());
		}
	}

	private static void compare(int healthy, int stuck) {
		Measured firstLoop = new Measured();
		Measured firstDrain = new Measured();
		Measured loop = new Measured();
		Measured drain = new Measured();
		for (int i = 0; i < SERVERS; i++) {
			boolean loopFirst = i % 2 == 0;
			try (LabRun run = new LabRun(healthy, stuck)) {
				run.close(loopFirst ? "loop" : "drain", loopFirst ? firstLoop : firstDrain);
				for (int round = 0; round < ROUNDS; round++) {
					run.close(loopFirst ? "drain" : "loop", loopFirst ? drain : loop);
					run.close(loopFirst ? "loop" : "drain", loopFirst ? loop : drain);
				}
			}
		}
		System.out.println(healthy + " idle clients" + ((stuck > 0) ? " and " + stuck + " that do not read" : "")
				+ ", medians over " + SERVERS + " servers");
		print("first close of a JVM", firstLoop, firstDrain);
		print("later ones", loop, drain);
	}

	private static void print(String title, Measured loop, Measured drain) {
		System.out.println("  " + title);
		print("close frames received", loop.frames(), drain.frames(), "");
		print("last close frame", loop.lastFrame(), drain.lastFrame(), "ms");
		print("last TCP end", loop.end(), drain.end(), "ms");
		print("CPU of the server", loop.cpu(), drain.cpu(), "ms");
		print("live heap per session", loop.heap(), drain.heap(), "kB");
	}

	private static void print(String title, Figures loop, Figures drain, String unit) {
		System.out.printf(Locale.ROOT, "    %-22s loop %6.0f %-2s   drain %6.0f %-2s   drain/loop %.2f%n", title,
				loop.median(), unit, drain.median(), unit, drain.median() / loop.median());
	}

}
