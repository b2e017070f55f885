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

package io.github.wsshutdown.tests.client;

import java.util.List;
import java.util.Map;

/**
 * How a line is said and heard in a protocol that is spoken over WebSocket messages. One
 * instance serves every client of its protocol.
 */
public interface Dialect {

	/**
	 * A line is a text message.
	 */
	Dialect PLAIN = new Dialect() {
	};

	/**
	 * Returns where the WebSocket of an endpoint is; asked once for each connection.
	 * @param endpoint the endpoint's path, with the query if there is one
	 * @return the path to ask for, with the query if there is one
	 */
	default String path(String endpoint) {
		return endpoint;
	}

	/**
	 * Returns what the handshake says beside the usual.
	 * @return header fields
	 */
	default Map<String, String> headers() {
		return Map.of();
	}

	/**
	 * Returns what a client sends first, before it has heard anything.
	 * @return text messages
	 */
	default List<String> greeting() {
		return List.of();
	}

	/**
	 * Tells which message, or one that begins so, ends the greeting: the connection is
	 * not given to a test before it came. A client that does not read begins not to read
	 * after it.
	 * @return the beginning of the message; empty to wait for none
	 */
	default String welcome() {
		return "";
	}

	/**
	 * Returns what a client says to a message by itself, at once.
	 * @param message the text message
	 * @return text messages
	 */
	default List<String> answer(String message) {
		return List.of();
	}

	/**
	 * Puts a line into a message.
	 * @param line the line
	 * @return the text message
	 */
	default String say(String line) {
		return line;
	}

	/**
	 * Takes the lines out of a message.
	 * @param message the text message
	 * @return the lines in it, if any
	 */
	default List<String> hear(String message) {
		return List.of(message);
	}

}
