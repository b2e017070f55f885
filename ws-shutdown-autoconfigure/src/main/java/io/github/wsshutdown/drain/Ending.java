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

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one connection has ended.
 *
 * @param outcome as what it was seen
 * @param closeCode the status of its close, as {@link Connection#closeCode()} tells it
 * @param open how long it was established
 * @param answeredAfter how long it took from being asked to leave until the peer's
 * answer, if it was asked and has answered
 * @param drained whether it was a part of a drain at its end
 */
public record Ending(Outcome outcome, OptionalInt closeCode, Duration open, Optional<Duration> answeredAfter,
		boolean drained) {
}
