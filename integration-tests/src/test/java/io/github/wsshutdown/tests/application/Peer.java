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

package io.github.wsshutdown.tests.application;

import java.io.IOException;
import java.util.Arrays;

/**
 * The other side of a WebSocket as the commands see it, whatever kind of handler runs
 * them.
 */
public interface Peer {

	/**
	 * Sends a text message.
	 * @param text the text
	 * @throws IOException if it could not be sent
	 */
	void send(String text) throws IOException;

	/**
	 * Returns what the thread is doing that writes a message to the connection.
	 * @param sender a thread that is sending the message
	 * @return the state of that thread, or of the one that does it for it
	 */
	default Thread.State stateOf(Thread sender) {
		// Undertow waits in a native call until it may write, which counts as running
		boolean waiting = Arrays.stream(sender.getStackTrace())
			.anyMatch((frame) -> frame.getMethodName().equals("awaitWritable"));
		return waiting ? Thread.State.WAITING : sender.getState();
	}

	/**
	 * Closes the connection.
	 * @param code the status code
	 * @throws IOException if it could not be closed
	 */
	void close(int code) throws IOException;

	/**
	 * Says that work has begun for this peer which goes on after the handler has
	 * returned.
	 * @return what ends the work
	 */
	Runnable beginWork();

}
