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

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What is a stream, and what its peers are told when it ends or is refused.
 *
 * @param mediaTypes the types of streams, without parameters, in lower case
 * @param lastEvent what is written before a stream of server-sent events ends
 * @param refusal how a newcomer is turned away that asks for server-sent events
 */
public record StreamSettings(List<String> mediaTypes, LastEvent lastEvent, EventSourceRefusal refusal) {

	public StreamSettings {
		mediaTypes = List.copyOf(mediaTypes);
	}

	/**
	 * Returns how the events of a response are told from each other.
	 * @param contentType the content type of the response, with parameters if it has some
	 * @return the format, or {@code null} if this is no stream
	 */
	public @Nullable EventFormat formatOf(@Nullable String contentType) {
		if (contentType == null) {
			return null;
		}
		String mediaType = withoutParameters(contentType);
		return this.mediaTypes.contains(mediaType) ? EventFormat.of(mediaType) : null;
	}

	/**
	 * Returns whether a request asks for a stream and would take nothing else.
	 * @param accept the values of its {@code Accept} header
	 * @return whether all that it would take is streams
	 */
	public boolean areAskedFor(Iterable<String> accept) {
		boolean asked = false;
		for (String value : accept) {
			for (String range : value.split(",")) {
				if (!this.mediaTypes.contains(withoutParameters(range))) {
					return false;
				}
				asked = true;
			}
		}
		return asked;
	}

	/**
	 * Returns whether a request that {@linkplain #areAskedFor asks for streams} would
	 * take server-sent events.
	 * @param accept the values of its {@code Accept} header
	 * @return whether they are among what it would take
	 */
	public boolean areEventsAskedFor(Iterable<String> accept) {
		for (String value : accept) {
			for (String range : value.split(",")) {
				if (withoutParameters(range).equals(EventFormat.EVENT_STREAM)) {
					return true;
				}
			}
		}
		return false;
	}

	private static String withoutParameters(String mediaType) {
		int semicolon = mediaType.indexOf(';');
		String bare = (semicolon >= 0) ? mediaType.substring(0, semicolon) : mediaType;
		return bare.strip().toLowerCase(Locale.ROOT);
	}

}
