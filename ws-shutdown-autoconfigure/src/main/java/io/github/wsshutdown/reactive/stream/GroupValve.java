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

import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.event.EventBoundary;

/**
 * A body of groups of buffers, each of which is flushed when it is written. One group at
 * a time is passed on, so that it is known whether an event is being written. Most groups
 * are one event, but those of a proxy are what it has read.
 */
final class GroupValve extends EventValve<Publisher<? extends DataBuffer>> {

	private final EventBoundary boundary;

	private final Supplier<@Nullable DataBuffer> lastBuffer;

	private final Function<? super Publisher<DataBuffer>, ? extends Publisher<DataBuffer>> watching = Operators
		.lift((source, actual) -> new Watch(actual));

	GroupValve(CoreSubscriber<? super Publisher<? extends DataBuffer>> actual, Activity activity,
			EventBoundary boundary, Supplier<@Nullable DataBuffer> lastBuffer) {
		super(actual, activity, boundary);
		this.boundary = boundary;
		this.lastBuffer = lastBuffer;
	}

	/**
	 * Watches a group; the server treats one that is a {@link Mono} differently.
	 */
	@Override
	Publisher<? extends DataBuffer> prepare(Publisher<? extends DataBuffer> part) {
		return (part instanceof Mono) ? Mono.<DataBuffer>from(part).transform(this.watching)
				: Flux.<DataBuffer>from(part).transform(this.watching);
	}

	@Override
	boolean isWrittenLater() {
		return true;
	}

	/**
	 * Releases what the group holds already.
	 */
	@Override
	void discard(Publisher<? extends DataBuffer> part) {
		Flux.from(part).subscribe(DataBufferUtils::release, (ex) -> {
		}).dispose();
	}

	@Override
	@Nullable Publisher<? extends DataBuffer> lastPart() {
		DataBuffer last = this.lastBuffer.get();
		return (last != null) ? Mono.just(last) : null;
	}

	/**
	 * Follows one group.
	 */
	private final class Watch implements CoreSubscriber<DataBuffer>, Scannable {

		private final CoreSubscriber<? super DataBuffer> actual;

		Watch(CoreSubscriber<? super DataBuffer> actual) {
			this.actual = actual;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.actual.onSubscribe(subscription);
		}

		@Override
		public void onNext(DataBuffer buffer) {
			BufferValve.follow(GroupValve.this.boundary, buffer);
			this.actual.onNext(buffer);
		}

		@Override
		public void onError(Throwable failure) {
			failed(failure);
			this.actual.onError(failure);
		}

		@Override
		public void onComplete() {
			GroupValve.this.boundary.flushed();
			this.actual.onComplete();
			written();
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		@SuppressWarnings("rawtypes") // as Reactor declares it
		public @Nullable Object scanUnsafe(Attr key) {
			return (key == Attr.ACTUAL) ? this.actual : null;
		}

	}

}
