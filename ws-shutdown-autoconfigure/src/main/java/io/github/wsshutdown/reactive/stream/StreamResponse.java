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

import java.nio.file.Path;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.event.EventFormat;

/**
 * A response that is tracked from when a stream begins to be written to it. A body that
 * is a {@link Mono} is none: it does not go on.
 */
abstract class StreamResponse extends ServerHttpResponseDecorator {

	private final ServerWebExchange exchange;

	private final StreamTracker tracker;

	private volatile @Nullable StreamConnection connection;

	private StreamResponse(ServerWebExchange exchange, StreamTracker tracker) {
		super(exchange.getResponse());
		this.exchange = exchange;
		this.tracker = tracker;
	}

	/**
	 * Decorates the response of an exchange; one that can send files without copying them
	 * still can.
	 */
	static StreamResponse of(ServerWebExchange exchange, StreamTracker tracker) {
		return (exchange.getResponse() instanceof ZeroCopyHttpOutputMessage message)
				? new ZeroCopy(exchange, tracker, message) : new Plain(exchange, tracker);
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		EventFormat format = (body instanceof Mono) ? null : this.tracker.formatOf(this.exchange, this);
		return (format != null)
				? track(format, (events) -> super.writeWith(Flux.<DataBuffer>from(body).transform(events.ofBuffers())))
				: super.writeWith(body);
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		EventFormat format = this.tracker.formatOf(this.exchange, this);
		return (format != null)
				? track(format,
						(events) -> super.writeAndFlushWith(
								Flux.<Publisher<? extends DataBuffer>>from(body).transform(events.ofGroups())))
				: super.writeAndFlushWith(body);
	}

	private Mono<Void> track(EventFormat format, Function<EventStream, Mono<Void>> write) {
		return Mono.defer(() -> {
			StreamConnection admitted = this.tracker.admit(this.exchange, getDelegate(), format);
			if (admitted == null) {
				return this.tracker.refuse(this.exchange, getDelegate(), format);
			}
			StreamConnection failed = this.connection;
			this.connection = admitted;
			if (failed != null) {
				failed.handled();
			}
			return admitted.run(write);
		});
	}

	/**
	 * Is told that the application is done with the exchange, and the server has been
	 * told so.
	 */
	void handled() {
		StreamConnection current = this.connection;
		if (current != null) {
			current.handled();
		}
	}

	private static final class Plain extends StreamResponse {

		Plain(ServerWebExchange exchange, StreamTracker tracker) {
			super(exchange, tracker);
		}

	}

	private static final class ZeroCopy extends StreamResponse implements ZeroCopyHttpOutputMessage {

		private final ZeroCopyHttpOutputMessage message;

		ZeroCopy(ServerWebExchange exchange, StreamTracker tracker, ZeroCopyHttpOutputMessage message) {
			super(exchange, tracker);
			this.message = message;
		}

		@Override
		public Mono<Void> writeWith(Path file, long position, long count) {
			return this.message.writeWith(file, position, count);
		}

	}

}
