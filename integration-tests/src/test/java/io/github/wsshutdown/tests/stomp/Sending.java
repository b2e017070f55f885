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

package io.github.wsshutdown.tests.stomp;

import java.util.concurrent.CompletableFuture;

/**
 * One message on its way to the client, which it carries as a header.
 */
final class Sending {

	/**
	 * The name of the header.
	 */
	static final String HEADER = "sending";

	private final CompletableFuture<Void> sent = new CompletableFuture<>();

	private volatile Thread writer;

	/**
	 * Is told that the calling thread is going to write the message.
	 */
	void begin() {
		this.writer = Thread.currentThread();
	}

	/**
	 * Is told that the message was written, or will not be.
	 */
	void end() {
		this.sent.complete(null);
	}

	void await() {
		this.sent.join();
	}

	/**
	 * Returns what the thread is doing that writes the message.
	 */
	Thread.State state() {
		Thread thread = this.writer;
		if (this.sent.isDone()) {
			return Thread.State.TERMINATED;
		}
		return (thread != null) ? thread.getState() : Thread.State.NEW;
	}

}
