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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A {@link DrainListener} that keeps what it was told.
 */
public final class RecordingListener implements DrainListener {

	private final List<String> events = new CopyOnWriteArrayList<>();

	private final List<DrainPlan> plans = new CopyOnWriteArrayList<>();

	private final List<Progress> progress = new CopyOnWriteArrayList<>();

	private final List<DrainReport> reports = new CopyOnWriteArrayList<>();

	@Override
	public void started(Drain drain, DrainPlan plan) {
		this.plans.add(plan);
		this.events.add("started");
	}

	@Override
	public void progress(Drain drain, Progress current) {
		this.progress.add(current);
		this.events.add("progress");
	}

	@Override
	public void undrained(Drain drain, Progress current) {
		this.events.add("undrained");
	}

	@Override
	public void finished(Drain drain, DrainReport report) {
		this.reports.add(report);
		this.events.add("finished");
	}

	public List<String> events() {
		return this.events;
	}

	public List<DrainPlan> plans() {
		return this.plans;
	}

	public List<Progress> progress() {
		return this.progress;
	}

	public List<DrainReport> reports() {
		return this.reports;
	}

}
