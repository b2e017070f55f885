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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server says before the body, or before the first frame.
 *
 * @param status the status code
 * @param headers the header fields by name, in any case
 */
public record ResponseHead(int status, Map<String, List<String>> headers) {

	/**
	 * The status of a handshake that came off.
	 */
	public static final int SWITCHING_PROTOCOLS = 101;

	static ResponseHead read(InputStream in) throws IOException {
		String statusLine = readLine(in);
		if (!statusLine.matches("HTTP/1\\.1 \\d{3}( .*)?")) {
			throw new IllegalStateException("Not a status line: " + statusLine);
		}
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
			int colon = line.indexOf(':');
			headers.computeIfAbsent(line.substring(0, colon), (name) -> new ArrayList<>())
				.add(line.substring(colon + 1).trim());
		}
		return new ResponseHead(Integer.parseInt(statusLine.substring(9, 12)), headers);
	}

	static String readLine(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c == -1) {
				throw new EOFException("The server said only: " + line);
			}
			line.append((char) c);
		}
		return line.toString().trim();
	}

	/**
	 * Returns whether the handshake came off.
	 * @return whether this is a 101
	 */
	public boolean isSwitching() {
		return this.status == SWITCHING_PROTOCOLS;
	}

	/**
	 * Returns a header field.
	 * @param name its name
	 * @return its values joined by a comma, or {@code null}
	 */
	public String header(String name) {
		List<String> values = this.headers.get(name);
		return (values != null) ? String.join(", ", values) : null;
	}

}
