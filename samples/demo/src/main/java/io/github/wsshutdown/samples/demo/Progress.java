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

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells the person who waits what is going on.
 */
final class Progress {

	private final PrintStream out;

	private final String run;

	private final long beginning = System.nanoTime();

	Progress(PrintStream out, String run) {
		this.out = out;
		this.run = run;
	}

	void say(String format, Object... arguments) {
		double seconds = (System.nanoTime() - this.beginning) / 1e9;
		this.out.printf(Locale.ROOT, "%-6s %5.1f s  %s%n", this.run, seconds,
				String.format(Locale.ROOT, format, arguments));
	}

}
