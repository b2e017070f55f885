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
 * Remembers what a drain tells just once: its plan when it begins, and the report of the
 * last one. Thread-safe.
 */
public final class DrainHistory implements DrainListener {

	private final InstantSource clock;

	private volatile Instant since;

	private volatile @Nullable Begun begun;

	private volatile @Nullable Ended ended;

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
		Instant now = this.clock.instant();
		this.begun = new Begun(drain, plan, now);
		this.since = now;
	}

	@Override
	public void undrained(Drain drain, Progress progress) {
		this.begun = null;
		this.since = this.clock.instant();
	}

	@Override
	public void finished(Drain drain, DrainReport report) {
		Instant now = this.clock.instant();
		this.ended = new Ended(report, now);
		if (!report.cancelled()) {
			this.begun = null;
			this.since = now;
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
	 * Returns how a drain that is running began.
	 * @param drain the drain
	 * @return its beginning, or {@code null} if that is not told yet
	 */
	@Nullable Begun beginningOf(Drain drain) {
		Begun current = this.begun;
		return (current != null && current.drain() == drain) ? current : null;
	}

	/**
	 * A drain that is over.
	 *
	 * @param report what it has seen
	 * @param at when it was over
	 */
	record Ended(DrainReport report, Instant at) {
	}

	/**
	 * A drain that has begun.
	 *
	 * @param drain the drain
	 * @param plan what it is to do
	 * @param at when it began
	 */
	record Begun(Drain drain, DrainPlan plan, Instant at) {
	}

}
