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
import java.util.ArrayDeque;
import java.util.Queue;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * A server that asks for parts of a body, and writes them, when a test says so.
 */
final class Server<T> implements CoreSubscriber<T> {

	private final StringBuilder written = new StringBuilder();

	private final Queue<T> received = new ArrayDeque<>();

	private Subscription subscription;

	private long allowed;

	private boolean complete;

	private Throwable failure;

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
	}

	@Override
	public void onNext(T part) {
		if (this.complete || this.failure != null) {
			throw new AssertionError("Emitted after the end");
		}
		if (--this.allowed < 0) {
			throw new AssertionError("Emitted what was not asked for");
		}
		this.received.add(part);
	}

	@Override
	public void onError(Throwable failure) {
		checkFirstEnd();
		this.failure = failure;
	}

	@Override
	public void onComplete() {
		checkFirstEnd();
		this.complete = true;
	}

	private void checkFirstEnd() {
		if (this.complete || this.failure != null) {
			throw new AssertionError("Ended twice");
		}
	}

	void request(long number) {
		this.allowed += number;
		this.subscription.request(number);
	}

	void cancel() {
		this.subscription.cancel();
	}

	/**
	 * Writes the next part, if there is one.
	 */
	boolean write() {
		T part = this.received.poll();
		if (part instanceof DataBuffer buffer) {
			write(buffer);
		}
		else if (part instanceof Publisher<?> group) {
			Flux.from(group).cast(DataBuffer.class).subscribe(this::write, (ex) -> {
			});
		}
		return part != null;
	}

	private void write(DataBuffer buffer) {
		this.written.append(buffer.toString(StandardCharsets.UTF_8));
		DataBufferUtils.release(buffer);
	}

	/**
	 * Takes over what was received, to write it otherwise.
	 */
	T poll() {
		return this.received.poll();
	}

	String written() {
		return this.written.toString();
	}

	boolean isComplete() {
		return this.complete;
	}

	Throwable failure() {
		return this.failure;
	}

}
