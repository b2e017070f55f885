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

import java.util.List;

/**
 * Everything that the crowd of one run saw.
 *
 * @param departures one for each client
 * @param repliesExpected how many slow messages were under way when the server was told
 * to stop
 * @param repliesReceived how many of them were answered
 * @param knocks one for each attempt to connect meanwhile
 */
public record Observations(List<Departure> departures, int repliesExpected, int repliesReceived, List<Knock> knocks) {

	public Observations {
		departures = List.copyOf(departures);
		knocks = List.copyOf(knocks);
	}

}
