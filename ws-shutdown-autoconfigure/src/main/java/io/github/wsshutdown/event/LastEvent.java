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

package io.github.wsshutdown.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is written before a stream of server-sent events ends (HTML standard, section
 * 9.2): when to come back, and an event for the application in the browser, if there is
 * something to tell it.
 *
 * @param name the type of the event, or {@code null} for that of a plain message
 * @param data what the event says, or {@code null} if only its name does
 * @param retry after which time an {@code EventSource} is to come back; told in whole
 * milliseconds, rounded up
 */
public record LastEvent(@Nullable String name, @Nullable String data, Duration retry) {

	public LastEvent {
		if (retry.isNegative() || retry.isZero()) {
			throw new IllegalArgumentException("retry " + retry + " must be positive");
		}
		if (name != null && name.lines().count() != 1) {
			throw new IllegalArgumentException("name '" + name + "' must be one line");
		}
	}

	/**
	 * Returns what is to be written, from the end of an event to the end of another.
	 * @return the bytes; a new array
	 */
	public byte[] bytes() {
		StringBuilder text = new StringBuilder("retry: ").append(this.retry.plusMillis(1).minusNanos(1).toMillis())
			.append('\n');
		if (this.name != null) {
			text.append("event: ").append(this.name).append('\n');
		}
		if (this.data != null && !this.data.isEmpty()) {
			this.data.lines().forEach((line) -> text.append("data: ").append(line).append('\n'));
		}
		else if (this.name != null) {
			// An event without any data is none
			text.append("data:\n");
		}
		return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
	}

}
