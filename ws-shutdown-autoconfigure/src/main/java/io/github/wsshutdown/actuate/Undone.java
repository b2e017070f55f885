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

package io.github.wsshutdown.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What has become of a drain that was undone.
 *
 * @param undone whether there was something to undo
 * @param state how things stand now
 * @param stillLeaving how many were asked to leave before, and have not gone yet
 * @param asked some of these
 */
record Undone(boolean undone, String state, int stillLeaving,
		List<ConnectionDescription> asked) implements OperationResponseBody {
}
