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

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.event.EventBoundary;
import io.github.wsshutdown.event.EventFormat;

/**
 * The events of one response on their way from the application to the server. Each is in
 * flight until its last octet was taken by the server.
 */
final class EventStream {

	private final Activity activity;

	private final EventBoundary boundary;

	private final byte[] lastEvent;

	private final DataBufferFactory factory;

	private volatile @Nullable EventValve<?> valve;

	private volatile boolean ending;

	private volatile boolean impatient;

	EventStream(EventFormat format, byte[] lastEvent, DataBufferFactory factory, CoarseClock clock) {
		this.activity = new Activity(clock);
		this.boundary = new EventBoundary(format);
		this.lastEvent = lastEvent;
		this.factory = factory;
	}

	Activity activity() {
		return this.activity;
	}

	/**
	 * Has the stream end behind the event that is being written: whoever writes it sees
	 * to that, or else {@link #proceed()}. Idempotent, runs nothing of the application.
	 * @param impatient not to wait for the end of an event, but of what is being written
	 */
	void end(boolean impatient) {
		this.impatient = impatient;
		this.ending = true;
		EventValve<?> current = this.valve;
		if (current != null) {
			current.end(impatient);
		}
	}

	/**
	 * Ends the stream, if it is to end and nothing is being written. What the application
	 * does when its publisher is cancelled is run on the calling thread.
	 */
	void proceed() {
		EventValve<?> current = this.valve;
		if (current != null) {
			current.proceed();
		}
	}

	/**
	 * Tells whether the server has turned away before everything was written.
	 */
	boolean isCancelled() {
		EventValve<?> current = this.valve;
		return current != null && current.isCancelled();
	}

	/**
	 * Tells whether the application has failed to say what is to be written.
	 */
	boolean isFailed() {
		EventValve<?> current = this.valve;
		return current != null && current.isFailed();
	}

	/**
	 * Returns the operator for a body of buffers.
	 */
	Function<Publisher<DataBuffer>, Publisher<DataBuffer>> ofBuffers() {
		return lift((actual) -> new BufferValve(actual, this.activity, this.boundary, this::lastBuffer));
	}

	/**
	 * Returns the operator for a body of groups, each of which is flushed.
	 */
	Function<Publisher<Publisher<? extends DataBuffer>>, Publisher<Publisher<? extends DataBuffer>>> ofGroups() {
		return lift((actual) -> new GroupValve(actual, this.activity, this.boundary, this::lastBuffer));
	}

	private @Nullable DataBuffer lastBuffer() {
		return (this.lastEvent.length > 0) ? this.factory.wrap(this.lastEvent) : null;
	}

	/**
	 * Returns an operator past which nothing is fused.
	 */
	private <T> Function<Publisher<T>, Publisher<T>> lift(Function<CoreSubscriber<? super T>, EventValve<T>> valves) {
		return (body) -> new FluxOperator<T, T>(Flux.from(body)) {

			@Override
			public void subscribe(CoreSubscriber<? super T> actual) {
				this.source.subscribe(begun(valves.apply(actual)));
			}

		};
	}

	private <T> EventValve<T> begun(EventValve<T> created) {
		this.valve = created;
		if (this.ending) {
			created.end(this.impatient);
		}
		return created;
	}

}
