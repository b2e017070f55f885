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

/**
 * Why a drain was started.
 *
 * @param shutdown whether the application is ending, so that the drain cannot be undone
 * @param description who or what asked for it, in a few words for the log
 */
public record Cause(boolean shutdown, String description) {

	/**
	 * Returns the cause of a drain after which the application ends: it overtakes others
	 * and cannot be undone. For whoever ends the application.
	 * @param description who or what asked for it
	 * @return the cause
	 */
	public static Cause shutdown(String description) {
		return new Cause(true, description);
	}

	/**
	 * Returns the cause of a drain after which the application goes on.
	 * @param description who or what asked for it
	 * @return the cause
	 */
	public static Cause request(String description) {
		return new Cause(false, description);
	}

	@Override
	public String toString() {
		return this.description;
	}

}
