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

package io.github.wsshutdown.drain;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ActivityStressTests {

	private static final int ROUNDS = 2000;

	private final Race race = new Race();

	@AfterEach
	void close() {
		this.race.close();
	}

	@Test
	void callbackRunsOnceHoweverTheLastEndAndTheWatchMeet() {
		for (int round = 0; round < ROUNDS; round++) {
			Activity activity = new Activity(new CoarseClock());
			AtomicInteger calls = new AtomicInteger();
			activity.begin();
			this.race.run(activity::end, () -> activity.whenIdle(calls::incrementAndGet));
			assertThat(calls).hasValue(1);
			assertThat(activity.inFlight()).isZero();
		}
	}

	@Test
	void callbackRunsOnceWhileMessagesComeAndGo() {
		for (int round = 0; round < ROUNDS; round++) {
			Activity activity = new Activity(new CoarseClock());
			AtomicInteger calls = new AtomicInteger();
			this.race.run(() -> {
				for (int i = 0; i < 10; i++) {
					activity.begin();
					activity.end();
				}
			}, () -> activity.whenIdle(calls::incrementAndGet));
			assertThat(calls).hasValue(1);
			assertThat(activity.inFlight()).isZero();
		}
	}

	@Test
	void endsFromManyThreadsRunTheCallbackOnce() {
		for (int round = 0; round < ROUNDS; round++) {
			Activity activity = new Activity(new CoarseClock());
			AtomicInteger calls = new AtomicInteger();
			activity.begin();
			activity.begin();
			activity.whenIdle(calls::incrementAndGet);
			this.race.run(activity::end, activity::end);
			assertThat(calls).hasValue(1);
		}
	}

}
