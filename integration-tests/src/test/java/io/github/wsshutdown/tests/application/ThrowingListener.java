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

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Progress;

/**
 * Throws whatever it is told.
 */
final class ThrowingListener implements DrainListener {

	@Override
	public void started(Drain drain, DrainPlan plan) {
		throw new DeliberateException();
	}

	@Override
	public void progress(Drain drain, Progress progress) {
		throw new DeliberateException();
	}

	@Override
	public void finished(Drain drain, DrainReport report) {
		throw new DeliberateException();
	}

}
