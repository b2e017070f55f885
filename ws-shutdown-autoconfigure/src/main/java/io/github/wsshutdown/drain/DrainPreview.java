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
 * What a drain would do if it began now.
 *
 * @param plan how many connections it would ask to leave, and within which times
 * @param order these connections, in the order in which they would be asked;
 * reservations, which belong to the plan, are missing
 */
public record DrainPreview(DrainPlan plan, List<Connection> order) {

	public DrainPreview {
		order = List.copyOf(order);
	}

}
