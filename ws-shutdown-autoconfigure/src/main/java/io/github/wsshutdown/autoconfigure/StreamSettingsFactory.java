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

package io.github.wsshutdown.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.event.LastEvent;
import io.github.wsshutdown.event.StreamSettings;

/**
 * Turns {@code ws-shutdown.streams} into settings; what cannot work stops the start.
 */
final class StreamSettingsFactory {

	private static final String TOKEN = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*";

	private StreamSettingsFactory() {
	}

	static StreamSettings create(WsShutdownProperties properties) {
		WsShutdownProperties.Streams streams = properties.getStreams();
		return new StreamSettings(mediaTypes(streams.getMediaTypes()), lastEvent(properties),
				streams.getEventSourceRefusal());
	}

	private static List<String> mediaTypes(List<String> mediaTypes) {
		if (mediaTypes.isEmpty()) {
			throw new InvalidWsShutdownPropertyException("ws-shutdown.streams.media-types", "",
					"which is no media type",
					"Name at least one, such as 'text/event-stream', or set 'ws-shutdown.streams.enabled=false'");
		}
		for (String mediaType : mediaTypes) {
			if (!mediaType.matches(TOKEN + "/" + TOKEN)) {
				throw new InvalidWsShutdownPropertyException("ws-shutdown.streams.media-types", mediaType,
						"which is no media type",
						"Write types such as 'text/event-stream', without wildcards or parameters");
			}
		}
		return mediaTypes.stream().map((mediaType) -> mediaType.toLowerCase(Locale.ROOT)).toList();
	}

	private static LastEvent lastEvent(WsShutdownProperties properties) {
		WsShutdownProperties.Streams streams = properties.getStreams();
		Duration retry = streams.getRetry();
		if (retry != null && !DrainTime.isPositive(retry)) {
			throw new InvalidWsShutdownPropertyException("ws-shutdown.streams.retry", retry,
					"which asks clients to come back at once",
					"Set it to a positive duration, such as 5s, or remove it to use 'ws-shutdown.retry-after'");
		}
		String name = streams.getLastEvent().getName();
		if (name != null && (name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0)) {
			throw new InvalidWsShutdownPropertyException("ws-shutdown.streams.last-event.name", name,
					"which is more than one line, so that it would not be the name of an event",
					"Set it to a name without line breaks, such as 'leave'");
		}
		return new LastEvent(emptyAsNull(name), streams.getLastEvent().getData(),
				(retry != null) ? retry : RefusalFactory.validated(properties.getRetryAfter()));
	}

	private static @Nullable String emptyAsNull(@Nullable String text) {
		return (text == null || text.isEmpty()) ? null : text;
	}

}
