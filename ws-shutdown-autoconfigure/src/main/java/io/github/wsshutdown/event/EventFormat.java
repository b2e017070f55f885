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

/**
 * How events are told from each other within a stream.
 */
public enum EventFormat {

	/**
	 * Server-sent events: a blank line ends an event.
	 */
	SERVER_SENT_EVENTS,

	/**
	 * One event a line, such as newline-delimited JSON.
	 */
	LINES,

	/**
	 * Nothing is known of it but what is flushed together.
	 */
	UNKNOWN;

	/**
	 * The media type of server-sent events.
	 */
	public static final String EVENT_STREAM = "text/event-stream";

	static EventFormat of(String mediaType) {
		if (mediaType.equals(EVENT_STREAM)) {
			return SERVER_SENT_EVENTS;
		}
		boolean lines = mediaType.matches("application/(.*[-.+])?(ndjson|jsonl|jsonlines|stream\\+json)");
		return lines ? LINES : UNKNOWN;
	}

}
