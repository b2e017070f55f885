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

package io.github.wsshutdown.stream;

import java.util.List;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.ResponseTap;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.event.StreamSettings;

/**
 * What it takes to track streams.
 *
 * @param gate lets streams in
 * @param settings what is a stream, and what its peer is told
 * @param clock marks activity
 * @param lanes ends streams
 * @param taps take hold of what is below responses
 */
public record StreamTracking(Gate gate, StreamSettings settings, CoarseClock clock, CloseLanes lanes,
		List<ResponseTap> taps) {

	public StreamTracking {
		taps = List.copyOf(taps);
	}

}
