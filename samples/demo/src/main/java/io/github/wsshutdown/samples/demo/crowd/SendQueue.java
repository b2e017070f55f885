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
