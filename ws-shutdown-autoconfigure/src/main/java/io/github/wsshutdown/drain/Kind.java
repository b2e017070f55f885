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
 * Names a family of connections, such as {@code websocket} or {@code stream}; open for
 * kinds that this library does not know.
 *
 * @param name a short lower-case name, used in logs, reports and meters
 */
public record Kind(String name) {

	public Kind {
		if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
			throw new IllegalArgumentException(
					"Kind name '" + name + "' must be 1 to 32 characters of a-z, 0-9 and '-', and begin with a letter");
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
