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

package io.github.wsshutdown.tests.sockjs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP transports of SockJS, as many as Spring has.
 */
enum Transport {

	XHR_STREAMING("POST", "xhr_streaming", "(?m)^([oac].*)\n"),

	EVENT_SOURCE("GET", "eventsource", "data: (.*)\r\n\r\n"),

	HTML_FILE("GET", "htmlfile?c=callback", "<script>\np\\(\"(.*)\"\\);\n</script>\r\n"),

	XHR_POLLING("POST", "xhr", "(.*)\n");

	private final String method;

	private final String path;

	private final Pattern frame;

	Transport(String method, String path, String frame) {
		this.method = method;
		this.path = path;
		this.frame = Pattern.compile(frame);
	}

	String method() {
		return this.method;
	}

	/**
	 * Returns the last segment of the path, and the query.
	 */
	String path() {
		return this.path;
	}

	boolean isPolling() {
		return this == XHR_POLLING;
	}

	/**
	 * Takes the frames out of what came, but no heartbeats.
	 * @param content what came and was not taken before; what is taken now is removed
	 */
	List<String> frames(StringBuilder content) {
		List<String> frames = new ArrayList<>();
		Matcher matcher = this.frame.matcher(content);
		int end = 0;
		while (matcher.find()) {
			end = matcher.end();
			String text = matcher.group(1);
			frames.add((this == HTML_FILE) ? text.replace("\\\"", "\"") : text);
		}
		content.delete(0, end);
		frames.removeIf("h"::equals);
		return frames;
	}

}
