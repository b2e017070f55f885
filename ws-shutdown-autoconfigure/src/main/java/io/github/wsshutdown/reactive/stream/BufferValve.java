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

package io.github.wsshutdown.reactive.stream;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.event.EventBoundary;

/**
 * A body of buffers, in which only their octets tell events from each other.
 */
final class BufferValve extends EventValve<DataBuffer> {

	/**
	 * More than the end of an event can be.
	 */
	private static final int TAIL = 8;

	private final EventBoundary boundary;

	private final Supplier<@Nullable DataBuffer> lastBuffer;

	BufferValve(CoreSubscriber<? super DataBuffer> actual, Activity activity, EventBoundary boundary,
			Supplier<@Nullable DataBuffer> lastBuffer) {
		super(actual, activity, boundary);
		this.boundary = boundary;
		this.lastBuffer = lastBuffer;
	}

	/**
	 * Takes note of what is being written. No more of it matters than its end.
	 */
	static void follow(EventBoundary boundary, DataBuffer buffer) {
		int end = buffer.writePosition();
		for (int i = Math.max(buffer.readPosition(), end - TAIL); i < end; i++) {
			boundary.written(buffer.getByte(i));
		}
	}

	@Override
	DataBuffer prepare(DataBuffer part) {
		follow(this.boundary, part);
		this.boundary.flushed();
		return part;
	}

	@Override
	boolean isWrittenLater() {
		return false;
	}

	@Override
	void discard(DataBuffer part) {
		DataBufferUtils.release(part);
	}

	@Override
	@Nullable DataBuffer lastPart() {
		return this.lastBuffer.get();
	}

}
