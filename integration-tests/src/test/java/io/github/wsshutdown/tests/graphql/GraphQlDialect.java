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

package io.github.wsshutdown.tests.graphql;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wsshutdown.tests.client.Dialect;

/**
 * The protocol {@code graphql-transport-ws}: a line is said by a query, and what the
 * server says comes by a subscription that every client has.
 */
public final class GraphQlDialect implements Dialect {

	private static final Pattern LINE = Pattern.compile("\"lines\":\"([^\"]+)\"");

	private static final Pattern OPERATION = Pattern.compile("\"id\":\"(test-[^\"]+)\".*\"type\":\"([^\"]+)\"",
			Pattern.DOTALL);

	private final AtomicLong ids = new AtomicLong();

	@Override
	public Map<String, String> headers() {
		return Map.of("Sec-WebSocket-Protocol", "graphql-transport-ws");
	}

	@Override
	public List<String> greeting() {
		return List.of("{\"type\":\"connection_init\"}", subscribe("lines", "subscription { lines }", ""));
	}

	/**
	 * The first event of the subscription.
	 */
	@Override
	public String welcome() {
		return "{\"id\":\"lines\"";
	}

	@Override
	public String say(String line) {
		return run(String.valueOf(this.ids.incrementAndGet()), line);
	}

	/**
	 * Returns the message that runs a line in an operation.
	 * @param id the operation's id; if it begins with {@code test-}, the client hears the
	 * types of the messages about it
	 * @param line the line
	 * @return the message
	 */
	public static String run(String id, String line) {
		return subscribe(id, "query($line: String!) { run(line: $line) }", line);
	}

	static String subscribe(String id, String document, String line) {
		return """
				{"id":"%s","type":"subscribe","payload":{"query":"%s","variables":{"line":"%s"}}}""".formatted(id,
				document, line);
	}

	@Override
	public List<String> hear(String message) {
		Matcher operation = OPERATION.matcher(message);
		if (operation.find()) {
			return List.of(operation.group(1) + " " + operation.group(2));
		}
		Matcher line = LINE.matcher(message);
		return line.find() ? List.of(line.group(1)) : List.of();
	}

}
