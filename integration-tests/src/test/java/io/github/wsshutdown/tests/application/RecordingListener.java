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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainReport;

/**
 * Keeps what the drains of an application tell.
 */
final class RecordingListener implements DrainListener {

	private final List<Drain> started = new CopyOnWriteArrayList<>();

	private final List<DrainReport> reports = new CopyOnWriteArrayList<>();

	@Override
	public void started(Drain drain, DrainPlan plan) {
		this.started.add(drain);
	}

	@Override
	public void finished(Drain drain, DrainReport report) {
		this.reports.add(report);
	}

	List<Drain> started() {
		return this.started;
	}

	List<DrainReport> reports() {
		return this.reports;
	}

}
