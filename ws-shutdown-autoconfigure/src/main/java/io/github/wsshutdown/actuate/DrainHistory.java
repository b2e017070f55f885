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

package io.github.wsshutdown.actuate;

import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Progress;

/**
 * Remembers what a drain tells just once: the report of the last one, and when that was.
 * Thread-safe.
 */
public final class DrainHistory implements DrainListener {

	private final InstantSource clock;

	private volatile Instant since;

	private volatile @Nullable Ended ended;

	private volatile @Nullable DrainReport closer;

	/**
	 * Creates the history of an application that has just begun.
	 */
	public DrainHistory() {
		this(InstantSource.system());
	}

	DrainHistory(InstantSource clock) {
		this.clock = clock;
		this.since = clock.instant();
	}

	@Override
	public void started(Drain drain, DrainPlan plan) {
		this.since = drain.since();
	}

	@Override
	public void undrained(Drain drain, Progress progress) {
		this.since = this.clock.instant();
		this.closer = null;
	}

	/**
	 * Takes note of a report, unless it is of a drain that was undone and has outlasted
	 * the next one.
	 */
	@Override
	public void finished(Drain drain, DrainReport report) {
		Instant now = this.clock.instant();
		Ended last = this.ended;
		if (last == null || !report.cancelled() || !drain.since().isBefore(last.since())) {
			this.ended = new Ended(report, drain.since(), now);
		}
		if (!report.cancelled()) {
			this.since = now;
			this.closer = report.scope().closesGate() ? report : this.closer;
		}
	}

	InstantSource clock() {
		return this.clock;
	}

	/**
	 * Returns when a drain last began, was undone or ended by itself, or else the
	 * application began.
	 */
	Instant since() {
		return this.since;
	}

	@Nullable Ended last() {
		return this.ended;
	}

	/**
	 * Returns the report of the last drain that keeps newcomers away since it is over.
	 */
	@Nullable DrainReport closer() {
		return this.closer;
	}

	/**
	 * A drain that is over.
	 *
	 * @param report what it has seen
	 * @param since when it began
	 * @param at when it was over
	 */
	record Ended(DrainReport report, Instant since, Instant at) {
	}

}
