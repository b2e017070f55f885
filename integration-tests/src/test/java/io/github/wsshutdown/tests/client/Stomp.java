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
 * STOMP 1.2: a line goes to {@code /app/command}, and its answers come to
 * {@code /user/queue/replies}.
 */
public final class Stomp implements Dialect {

	/**
	 * What a client sends to leave in an orderly way.
	 */
	public static final String DISCONNECT = frame("DISCONNECT", "receipt:goodbye");

	/**
	 * How the server's answer to that begins.
	 */
	public static final String GOODBYE = "RECEIPT\nreceipt-id:goodbye";

	/**
	 * What stands for a heartbeat.
	 */
	public static final String BEAT = "beat";

	private static final String WELCOME = "RECEIPT\nreceipt-id:welcome";

	private final int serverBeat;

	private final int clientBeat;

	/**
	 * Creates the dialect of clients without heartbeats.
	 */
	public Stomp() {
		this(0, 0);
	}

	/**
	 * Creates the dialect of clients with heartbeats.
	 * @param clientBeat the pause in milliseconds after which the client promises to send
	 * something
	 * @param serverBeat the pause in milliseconds after which the server has to
	 */
	public Stomp(int clientBeat, int serverBeat) {
		this.clientBeat = clientBeat;
		this.serverBeat = serverBeat;
	}

	@Override
	public Map<String, String> headers() {
		return Map.of("Sec-WebSocket-Protocol", "v12.stomp");
	}

	@Override
	public List<String> greeting() {
		return List.of(frame("CONNECT",
				"accept-version:1.2\nhost:localhost\nheart-beat:" + this.clientBeat + "," + this.serverBeat));
	}

	@Override
	public List<String> answer(String message) {
		return message.startsWith("CONNECTED\n")
				? List.of(frame("SUBSCRIBE", "id:0\ndestination:/user/queue/replies\nreceipt:welcome")) : List.of();
	}

	@Override
	public String welcome() {
		return WELCOME;
	}

	/**
	 * Puts a line into a message; {@code beat} is a heartbeat.
	 */
	@Override
	public String say(String line) {
		return line.equals(BEAT) ? "\n" : frame("SEND", "destination:/app/command\ncontent-type:text/plain", line);
	}

	/**
	 * Hears the body of a message, the head of a receipt or an error, and a heartbeat as
	 * {@code beat}.
	 */
	@Override
	public List<String> hear(String message) {
		if (message.equals("\n")) {
			return List.of(BEAT);
		}
		int body = message.indexOf("\n\n") + 2;
		return switch (message.substring(0, message.indexOf('\n'))) {
			case "MESSAGE" -> List.of(message.substring(body, message.lastIndexOf('\0')));
			case "RECEIPT", "ERROR" -> List.of(message.substring(0, body - 2));
			default -> List.of();
		};
	}

	/**
	 * Makes a frame without a body.
	 * @param command the command
	 * @param headers the headers, a line each
	 * @return the frame
	 */
	public static String frame(String command, String headers) {
		return frame(command, headers, "");
	}

	private static String frame(String command, String headers, String body) {
		return command + "\n" + headers + "\n\n" + body + "\0";
	}

}
