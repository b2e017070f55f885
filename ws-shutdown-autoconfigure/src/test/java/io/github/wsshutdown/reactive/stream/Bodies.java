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

import java.nio.charset.StandardCharsets;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.event.EventFormat;

/**
 * What the bodies of tests are made of.
 */
final class Bodies {

	static final String LAST = "retry: 1\n\n";

	private Bodies() {
	}

	static EventStream stream(EventFormat format) {
		byte[] last = (format == EventFormat.SERVER_SENT_EVENTS) ? LAST.getBytes(StandardCharsets.UTF_8) : new byte[0];
		return new EventStream(format, last, DefaultDataBufferFactory.sharedInstance, new CoarseClock());
	}

	static DataBuffer buffer(String text) {
		return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A group of buffers, each of a few octets, so that no event comes in one piece.
	 */
	static Publisher<? extends DataBuffer> group(String text) {
		return Flux.range(0, (text.length() + 2) / 3)
			.map((i) -> buffer(text.substring(3 * i, Math.min(text.length(), 3 * i + 3))));
	}

}
