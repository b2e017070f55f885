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

package io.github.wsshutdown.samples.demo.seen;

/**
 * One shutdown, as seen from outside.
 *
 * @param label what was shut down
 * @param sigtermNanos when the server was told to stop, by {@link System#nanoTime()}
 * @param exit how its process ended
 * @param seen what the clients saw
 */
public record Shutdown(String label, long sigtermNanos, Exit exit, Observations seen) {

	/**
	 * The same by another name.
	 */
	public Shutdown named(String label) {
		return new Shutdown(label, this.sigtermNanos, this.exit, this.seen);
	}

	public double secondsToExit() {
		return secondsTo(this.exit.nanos());
	}

	public double secondsTo(Departure departure) {
		return secondsTo(departure.nanos());
	}

	private double secondsTo(long nanos) {
		return (nanos - this.sigtermNanos) / 1e9;
	}

}
