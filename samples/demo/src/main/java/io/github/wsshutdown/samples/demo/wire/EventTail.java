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

package io.github.wsshutdown.samples.demo.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers the end of a stream of server-sent events.
 */
public final class EventTail {

	private static final int LENGTH = 1024;

	/** In the last event, so with no empty line behind but at the end. */
	private static final Pattern LAST_RETRY = Pattern.compile("(?:^|\n)retry: ?(\\d+)\n(?:[^\n]+\n)*\n?$");

	private final StringBuilder tail = new StringBuilder();

	/**
	 * Take the next bytes of the stream.
	 */
	public void feed(byte[] bytes) {
		this.tail.append(new String(bytes, StandardCharsets.ISO_8859_1));
		this.tail.delete(0, Math.max(0, this.tail.length() - LENGTH));
	}

	/**
	 * Whether there was anything yet.
	 */
	public boolean isAny() {
		return !this.tail.isEmpty();
	}

	/**
	 * After how many milliseconds the client is to come back, if the last event says so.
	 */
	public Optional<String> retry() {
		Matcher matcher = LAST_RETRY.matcher(this.tail);
		return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
	}

}
