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

import io.github.wsshutdown.drain.Scope;

/**
 * Says in words which connections a drain is about.
 */
final class ScopeDescription {

	private ScopeDescription() {
	}

	static String of(Scope scope, boolean showUser) {
		if (showUser && scope instanceof Scope.Part part && part.user() != null) {
			return Text.shown(part.whole().share(part.percent()) + " of user " + part.user());
		}
		return Text.shown(scope.toString());
	}

}
