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

package io.github.wsshutdown.tests.application;

import java.time.Duration;
import java.util.function.IntSupplier;

import org.awaitility.Awaitility;

/**
 * Tells when who sends as fast as it can is held back.
 */
public final class Standstill {

	private static final Duration PAUSE = Duration.ofMillis(200);

	/**
	 * The machine may stand still too, for however long, but that is one pause.
	 */
	private static final int PAUSES = 4;

	private Standstill() {
	}

	/**
	 * Waits until something has been sent, and nothing more for some time.
	 * @param sent how much was sent so far
	 */
	public static void await(IntSupplier sent) {
		int[] before = { 0 };
		int[] pauses = { 0 };
		Awaitility.await().atMost(RunningApplication.PATIENCE).pollInterval(PAUSE).until(() -> {
			int now = sent.getAsInt();
			pauses[0] = (now > 0 && now == before[0]) ? pauses[0] + 1 : 0;
			before[0] = now;
			return pauses[0] == PAUSES;
		});
	}

}
