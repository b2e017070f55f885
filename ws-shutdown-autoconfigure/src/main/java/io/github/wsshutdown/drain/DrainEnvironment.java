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

/**
 * What every drain of an application works with.
 */
record DrainEnvironment(ConnectionRegistry registry, Timer timer, DrainSettings settings, Selection selection,
		Notifications notifications) {

	DrainEnvironment with(DrainOptions options) {
		return new DrainEnvironment(this.registry, this.timer, this.settings.with(options), this.selection,
				this.notifications);
	}

	/**
	 * Returns how long newcomers are let in after a drain has begun.
	 */
	Duration settleFor(Scope scope, Duration timeout) {
		boolean closes = scope.closesGate() && !this.registry.isGateClosed(scope);
		return closes ? this.settings.settleWithin(timeout) : Duration.ZERO;
	}

}
