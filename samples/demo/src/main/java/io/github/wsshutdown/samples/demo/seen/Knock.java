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

package io.github.wsshutdown.samples.demo.seen;

/**
 * What became of one attempt to connect to a server that is stopping.
 */
public enum Knock {

	/** Told to come back later. */
	REFUSED("503 with Retry-After"),

	/** Let in, and then asked to leave. */
	CLOSED("101, later closed properly"),

	/** Let in, and then cut. */
	CUT("101, then cut without a close frame"),

	/** Answered in any other way. */
	OTHER("another answer"),

	/** Not answered at all. */
	NO_ANSWER("TCP refused or reset");

	private final String label;

	Knock(String label) {
		this.label = label;
	}

	public String label() {
		return this.label;
	}

}
