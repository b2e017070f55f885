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

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainReport;

/**
 * A listener that throws, or holds, whenever it is told something.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TroubleListener implements DrainListener {

	private final Trouble trouble;

	private final String kind;

	TroubleListener(Trouble trouble, String kind) {
		this.trouble = trouble;
		this.kind = kind;
	}

	@Override
	public void started(Drain drain, DrainPlan plan) {
		this.trouble.make("listener", this.kind + "=listener");
	}

	@Override
	public void finished(Drain drain, DrainReport report) {
		this.trouble.make("listener", this.kind + "=listener");
	}

}
