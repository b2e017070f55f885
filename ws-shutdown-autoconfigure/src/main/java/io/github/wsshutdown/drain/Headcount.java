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

import java.util.List;

/**
 * How many there are.
 *
 * @param total all of them
 * @param busy those with something in flight
 */
record Headcount(int total, int busy) {

	static Headcount of(List<Slot> slots) {
		int busy = 0;
		for (Slot slot : slots) {
			busy += slot.isBusy() ? 1 : 0;
		}
		return new Headcount(slots.size(), busy);
	}

}
