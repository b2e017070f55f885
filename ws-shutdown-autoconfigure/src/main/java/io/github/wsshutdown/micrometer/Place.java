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

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Tags;

/**
 * A kind of connection at an endpoint, and how many of them are open.
 */
final class Place {

	private final String kind;

	private final Tags tags;

	private final AtomicInteger open = new AtomicInteger();

	Place(String kind, String endpoint) {
		this.kind = kind;
		this.tags = tags(kind, endpoint);
	}

	static Tags tags(String kind, String endpoint) {
		return Tags.of("kind", kind, "endpoint", endpoint);
	}

	String kind() {
		return this.kind;
	}

	Tags tags() {
		return this.tags;
	}

	void opened() {
		this.open.incrementAndGet();
	}

	void ended() {
		this.open.decrementAndGet();
	}

	/**
	 * One whose end is told before its beginning counts for a moment as less than none.
	 */
	double open() {
		return Math.max(0, this.open.get());
	}

}
