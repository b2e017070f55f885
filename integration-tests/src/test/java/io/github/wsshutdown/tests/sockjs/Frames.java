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
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is said in SockJS, version 0.3.3 of its protocol.
 */
final class Frames {

	static final String OPEN = "o";

	static final String GOING_AWAY = close(1001, "Server is shutting down");

	private Frames() {
	}

	static String close(int code, String reason) {
		return "c[" + code + ",\"" + reason + "\"]";
	}

	/**
	 * Returns the path of a new session.
	 * @param endpoint the path of the endpoint, with the query if there is one
	 */
	static String path(String endpoint, String transport) {
		String[] pathAndQuery = endpoint.split("\\?", 2);
		String path = "%s/000/s%016x/%s".formatted(pathAndQuery[0], ThreadLocalRandom.current().nextLong(), transport);
		return (pathAndQuery.length == 2) ? path + "?" + pathAndQuery[1] : path;
	}

	/**
	 * Returns what a client sends.
	 */
	static String array(String... lines) {
		List<String> texts = new ArrayList<>();
		for (String line : lines) {
			texts.add('"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
		}
		return "[" + String.join(",", texts) + "]";
	}

	/**
	 * Returns the messages in a frame, without those in which something is escaped.
	 */
	static List<String> messages(String frame) {
		List<String> messages = new ArrayList<>();
		if (frame.startsWith("a[\"")) {
			messages.addAll(List.of(frame.substring(3, frame.length() - 2).split("\",\"")));
		}
		return messages;
	}

}
