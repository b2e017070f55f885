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

package io.github.wsshutdown.micrometer;

import java.util.List;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Scope;

/**
 * What tells one kind of drain from another, without the names that a scope is about.
 */
final class DrainKeys {

	private DrainKeys() {
	}

	static String scope(Scope scope) {
		if (scope instanceof Scope.Everything) {
			return "everything";
		}
		if (scope instanceof Scope.OfKind) {
			return "kind";
		}
		if (scope instanceof Scope.OfEndpoint) {
			return "endpoint";
		}
		if (scope instanceof Scope.Part part) {
			return (part.user() != null) ? "user" : "share";
		}
		return "selection";
	}

	static String cause(Drain drain) {
		List<Cause> causes = drain.causes();
		return causes.stream().anyMatch(Cause::shutdown) ? "shutdown" : "request";
	}

	/**
	 * Tells whether everybody who ended did so of their own accord.
	 */
	static String outcome(DrainReport report) {
		return (report.count(Outcome.TERMINATED) + report.count(Outcome.FAILED) == 0) ? "complete" : "incomplete";
	}

}
