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

package io.github.wsshutdown.tests.stream;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The application's end of a stream that takes its events from a queue.
 */
public final class QueueFeed implements Feed {

	private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(16);

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	@Override
	public void send(String data) throws Exception {
		while (!this.queue.offer(data, 10, TimeUnit.MILLISECONDS)) {
			check();
		}
		check();
	}

	private void check() throws IOException {
		if (this.ended.isDone()) {
			throw new IOException("The stream has ended");
		}
	}

	/**
	 * Waits for what is sent.
	 * @return the data of the next event
	 * @throws InterruptedException if interrupted
	 */
	public String take() throws InterruptedException {
		return this.queue.take();
	}

	/**
	 * Waits a little for what is sent.
	 * @return the data of the next event, or {@code null} if there is none
	 * @throws InterruptedException if interrupted
	 */
	public String poll() throws InterruptedException {
		return this.queue.poll(100, TimeUnit.MILLISECONDS);
	}

	/**
	 * Is told of the end.
	 */
	public void end() {
		this.ended.complete(null);
	}

	@Override
	public CompletableFuture<Void> ended() {
		return this.ended;
	}

}
