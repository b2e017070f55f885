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

package io.github.wsshutdown.samples.demo.crowd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is still to be written to a channel that takes only so much at a time.
 */
final class SendQueue {

	private final Deque<ByteBuffer> waiting = new ArrayDeque<>();

	void add(ByteBuffer bytes) {
		this.waiting.add(bytes);
	}

	boolean isEmpty() {
		return this.waiting.isEmpty();
	}

	void clear() {
		this.waiting.clear();
	}

	/**
	 * Write as much as the channel takes.
	 */
	void writeTo(WritableByteChannel channel) throws IOException {
		while (!this.waiting.isEmpty()) {
			channel.write(this.waiting.peek());
			if (this.waiting.peek().hasRemaining()) {
				return;
			}
			this.waiting.remove();
		}
	}

}
