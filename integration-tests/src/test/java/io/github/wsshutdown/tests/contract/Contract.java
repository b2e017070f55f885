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

package io.github.wsshutdown.tests.contract;

import java.time.Duration;

import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.CloseFrame;

/**
 * What every part of the contract works with.
 */
interface Contract {

	/**
	 * How long a test waits for what must happen; much longer than it takes.
	 */
	Duration PATIENCE = RunningApplication.PATIENCE;

	/**
	 * What a client is told unless the properties say otherwise.
	 */
	CloseFrame GOING_AWAY = new CloseFrame(1001, "Server is shutting down");

	/**
	 * Starts an application that has the {@code Endpoints}. It is ended after the test.
	 * @param properties its properties, as {@code key=value}
	 * @return the running application
	 */
	RunningApplication start(String... properties);

	/**
	 * Returns how many connections ended in some way, whichever.
	 * @param report what a drain has seen
	 * @return the number
	 */
	static int ended(DrainReport report) {
		int ended = 0;
		for (Outcome outcome : Outcome.values()) {
			ended += report.count(outcome);
		}
		return ended;
	}

}
