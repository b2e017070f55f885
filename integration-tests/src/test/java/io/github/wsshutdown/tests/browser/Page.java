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

package io.github.wsshutdown.tests.browser;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a page has seen through its one {@code EventSource}.
 */
final class Page {

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final List<Object> statuses = new CopyOnWriteArrayList<>();

	void add(Map<String, Object> sighting) {
		if (sighting.get("status") != null) {
			this.statuses.add(sighting.get("status"));
		}
		else {
			this.events.add(sighting.get("event"));
		}
	}

	/**
	 * Returns what the {@code EventSource} has told the page: {@code open}, the data of
	 * each event, and {@code error} with what it is doing about it, {@code connecting} or
	 * {@code closed}.
	 */
	List<Object> events() {
		return this.events;
	}

	/**
	 * Returns the HTTP status of each answer.
	 */
	List<Object> statuses() {
		return this.statuses;
	}

}
