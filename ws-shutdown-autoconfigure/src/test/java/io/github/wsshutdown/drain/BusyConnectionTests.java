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

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BusyConnectionTests {

	private final DrainHarness harness = new DrainHarness(new TestSettings().grace(Duration.ofSeconds(12)));

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void busyConnectionIsAskedWhenItIsDone() {
		RecordingConnection busy = busy();
		this.harness.drain();
		this.harness.advanceSeconds(5);
		assertThat(busy.asked()).isEmpty();
		busy.activity().end();
		assertThat(busy.asked()).containsExactly(Duration.ofSeconds(5));
	}

	@Test
	void everyTokenIsWaitedFor() {
		RecordingConnection busy = busy();
		busy.activity().begin();
		this.harness.drain();
		busy.activity().end();
		assertThat(busy.asked()).isEmpty();
		busy.activity().end();
		assertThat(busy.asked()).hasSize(1);
	}

	@Test
	void workBegunAfterTheDrainIsWaitedForToo() {
		RecordingConnection busy = busy();
		this.harness.drain();
		busy.activity().begin();
		busy.activity().end();
		assertThat(busy.asked()).isEmpty();
		busy.activity().end();
		assertThat(busy.asked()).hasSize(1);
	}

	@Test
	void busyConnectionIsAskedWhenItsGraceIsOver() {
		RecordingConnection busy = busy();
		this.harness.drain();
		this.harness.advanceSeconds(15);
		assertThat(busy.asked()).containsExactly(Duration.ofSeconds(12));
		busy.activity().end();
		assertThat(busy.asked()).hasSize(1);
	}

	@Test
	void connectionEstablishedLateAndBusyIsAskedWhenGraceIsOver() {
		Admission admission = this.harness.reserve();
		this.harness.drain();
		RecordingConnection busy = this.harness.connection().neverAnswers();
		busy.activity().begin();
		admission.established(busy);
		assertThat(busy.asked()).isEmpty();
		this.harness.advanceSeconds(12);
		assertThat(busy.asked()).containsExactly(Duration.ofSeconds(12));
	}

	@Test
	void connectionEstablishedAfterTheGraceIsAskedAtOnceThoughBusy() {
		this.harness.open().neverAnswers();
		Admission admission = this.harness.reserve();
		this.harness.drain();
		this.harness.advanceSeconds(13);
		RecordingConnection busy = this.harness.connection();
		busy.activity().begin();
		admission.established(busy);
		assertThat(busy.asked()).containsExactly(Duration.ofSeconds(13));
	}

	@ParameterizedTest
	@ValueSource(longs = { 8, 12 })
	void busyConnectionIsAskedThoughItsGraceIsNotShorterThanTheTimeout(long seconds) {
		RecordingConnection busy = busy().neverAnswers();
		this.harness.drain(Scope.everything(), Duration.ofSeconds(seconds));
		this.harness.advanceSeconds(seconds);
		assertThat(busy.asked()).containsExactly(Duration.ofSeconds(seconds * 3 / 4));
		assertThat(busy.cut()).containsExactly(Duration.ofSeconds(seconds));
	}

	@Test
	void idleOnesAreAskedFirst() {
		DrainHarness paced = new DrainHarness(new TestSettings().rate(1));
		RecordingConnection busy = paced.open();
		busy.activity().begin();
		paced.open(3);
		paced.drain();
		busy.activity().end();
		paced.advanceSeconds(5);
		assertThat(busy.asked()).containsExactly(Duration.ofSeconds(3));
		paced.close();
	}

	@Test
	void connectionIsNotAskedOnceItIsCut() {
		RecordingConnection busy = busy().ignoresTermination();
		this.harness.drain(Scope.endpoint("/ws"), Duration.ofSeconds(5));
		this.harness.shutdown(DrainHarness.TIMEOUT);
		this.harness.advanceSeconds(5);
		assertThat(busy.cut()).hasSize(1);
		busy.activity().end();
		assertThat(busy.asked()).isEmpty();
	}

	@Test
	void progressCountsTheBusyOnes() {
		RecordingConnection busy = busy();
		this.harness.open().neverAnswers();
		Drain drain = this.harness.drain();
		assertThat(drain.progress().busy()).isOne();
		assertThat(drain.progress().asked()).isOne();
		busy.activity().end();
		assertThat(drain.progress().busy()).isZero();
	}

	private RecordingConnection busy() {
		RecordingConnection connection = this.harness.open();
		connection.activity().begin();
		return connection;
	}

}
