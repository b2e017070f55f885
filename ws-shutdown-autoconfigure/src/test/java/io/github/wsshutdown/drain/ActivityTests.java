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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ActivityTests {

	private final CoarseClock clock = new CoarseClock();

	private final Activity activity = new Activity(this.clock);

	private final AtomicInteger calls = new AtomicInteger();

	@Test
	void countsWhatIsInFlight() {
		this.activity.begin();
		this.activity.begin();
		this.activity.end();
		assertThat(this.activity.inFlight()).isOne();
		this.activity.end();
		assertThat(this.activity.inFlight()).isZero();
	}

	@Test
	void idleConnectionRunsTheCallbackNow() {
		this.activity.whenIdle(this.calls::incrementAndGet);
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void busyConnectionRunsTheCallbackWithTheLastEnd() {
		this.activity.begin();
		this.activity.begin();
		this.activity.whenIdle(this.calls::incrementAndGet);
		this.activity.end();
		assertThat(this.calls).hasValue(0);
		this.activity.end();
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void workOfOthersEndsOnce() {
		Runnable first = this.activity.beginForOthers();
		Runnable second = this.activity.beginForOthers();
		first.run();
		first.run();
		assertThat(this.activity.inFlight()).isOne();
		second.run();
		assertThat(this.activity.inFlight()).isZero();
	}

	@Test
	void callbackRunsOnce() {
		this.activity.whenIdle(this.calls::incrementAndGet);
		this.activity.begin();
		this.activity.end();
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void laterCallbackReplacesOneThatHasNotRun() {
		AtomicInteger replaced = new AtomicInteger();
		this.activity.begin();
		this.activity.whenIdle(replaced::incrementAndGet);
		this.activity.whenIdle(this.calls::incrementAndGet);
		this.activity.end();
		assertThat(replaced).hasValue(0);
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void watchedConnectionCountsOn() {
		this.activity.begin();
		this.activity.whenIdle(this.calls::incrementAndGet);
		this.activity.begin();
		assertThat(this.activity.inFlight()).isEqualTo(2);
		this.activity.end();
		this.activity.end();
		assertThat(this.activity.inFlight()).isZero();
		this.activity.whenIdle(this.calls::incrementAndGet);
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void runnerIsTheThreadThatHandlesAMessage() {
		assertThat(this.activity.runner()).isNull();
		this.activity.beginHere();
		assertThat(this.activity.runner()).isSameAs(Thread.currentThread());
		this.activity.endHere();
		assertThat(this.activity.runner()).isNull();
		assertThat(this.activity.inFlight()).isZero();
	}

	@Test
	void threadThatEndsWhatWasBegunElsewhereIsTheWorkerMeanwhile() {
		assertThat(this.activity.worker()).isNull();
		this.activity.begin();
		this.activity.endAfter(() -> {
			assertThat(this.activity.inFlight()).isOne();
			assertThat(this.activity.worker()).isSameAs(Thread.currentThread());
			assertThat(this.activity.runner()).isNull();
			this.activity.begin();
			this.activity.endAfter(() -> {
			});
			assertThat(this.activity.worker()).isSameAs(Thread.currentThread());
		});
		assertThat(this.activity.worker()).isNull();
		assertThat(this.activity.inFlight()).isZero();
		this.activity.beginHere();
		assertThat(this.activity.worker()).isSameAs(Thread.currentThread());
		this.activity.endHere();
	}

	@Test
	void workThatFailsIsEndedToo() {
		this.activity.begin();
		assertThatIllegalStateException().isThrownBy(() -> this.activity.endAfter(() -> {
			throw new IllegalStateException("on purpose");
		}));
		assertThat(this.activity.inFlight()).isZero();
		assertThat(this.activity.worker()).isNull();
	}

	@Test
	void idleTimeIsCountedFromTheLastBeginningOrEnd() {
		this.clock.set(100);
		this.activity.begin();
		this.clock.set(107);
		assertThat(this.activity.idleSeconds()).isEqualTo(7);
		this.activity.end();
		assertThat(this.activity.idleSeconds()).isZero();
		this.clock.set(109);
		assertThat(this.activity.idleSeconds()).isEqualTo(2);
	}

	@Test
	void newConnectionHasNotBeenIdleForLong() {
		DrainHarness harness = new DrainHarness();
		RecordingConnection first = harness.open();
		harness.advanceSeconds(2);
		assertThat(first.activity().idleSeconds()).isBetween(1, 2);
		first.end(Outcome.PEER_GONE);
		harness.advanceSeconds(3600);
		RecordingConnection second = harness.open();
		harness.advanceSeconds(2);
		assertThat(second.activity().idleSeconds()).isBetween(1, 2);
		harness.close();
	}

	@Test
	void idleTimeOfAConnectionEstablishedAfterItsReleaseMovesOn() {
		DrainHarness harness = new DrainHarness();
		Admission admission = harness.reserve();
		admission.close();
		harness.advanceSeconds(5);
		RecordingConnection connection = harness.connection();
		admission.established(connection);
		connection.activity().begin();
		connection.activity().end();
		harness.advanceSeconds(10);
		assertThat(connection.activity().idleSeconds()).isBetween(9, 10);
		harness.close();
	}

	@Test
	void workWithinOtherWorkOfItsThreadIsAPartOfThat() {
		assertThat(this.activity.beginHereUnlessNested()).isTrue();
		assertThat(this.activity.isRunningHere()).isTrue();
		assertThat(this.activity.beginHereUnlessNested()).isFalse();
		assertThat(this.activity.inFlight()).isOne();
		this.activity.endHere();
		assertThat(this.activity.isRunningHere()).isFalse();
		assertThat(this.activity.inFlight()).isZero();
	}

	@Test
	void workBesideThatOfAnotherThreadIsNotNested() throws Exception {
		Thread other = new Thread(this.activity::beginHere);
		other.start();
		other.join();
		assertThat(this.activity.isRunningHere()).isFalse();
		assertThat(this.activity.beginHereUnlessNested()).isTrue();
		assertThat(this.activity.inFlight()).isEqualTo(2);
	}

}
