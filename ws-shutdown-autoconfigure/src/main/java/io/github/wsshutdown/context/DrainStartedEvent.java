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

package io.github.wsshutdown.context;

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainPlan;

/**
 * A drain has begun.
 */
public final class DrainStartedEvent extends DrainEvent {

	private static final long serialVersionUID = 1L;

	private final transient DrainPlan plan;

	/**
	 * Creates an event.
	 * @param drain the drain
	 * @param plan what it is going to do
	 */
	public DrainStartedEvent(Drain drain, DrainPlan plan) {
		super(drain);
		this.plan = plan;
	}

	/**
	 * Returns what it is going to do.
	 * @return the plan
	 */
	public DrainPlan getPlan() {
		return this.plan;
	}

}
