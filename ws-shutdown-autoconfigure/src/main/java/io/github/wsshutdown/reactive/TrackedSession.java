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

package io.github.wsshutdown.reactive;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;

import io.github.wsshutdown.drain.Activity;

/**
 * The session as the application sees it. A drain can end what is received, and what is
 * sent.
 */
final class TrackedSession implements WebSocketSession {

	/**
	 * The session whose outbound publisher is being subscribed to by this thread: what is
	 * received within that is what the publisher is made of.
	 */
	private static final ThreadLocal<TrackedSession> SENDING = new ThreadLocal<>();

	private final WebSocketSession session;

	private final Activity activity;

	private final Queue<Inbound> inbounds = new ConcurrentLinkedQueue<>();

	private final Sinks.Empty<Void> outboundEnd = Sinks.empty();

	private volatile boolean outboundEnded;

	/**
	 * How many publishers are being sent that do not end by themselves when nothing more
	 * is received.
	 */
	private final AtomicInteger feeds = new AtomicInteger();

	private final AtomicInteger sending = new AtomicInteger();

	private final Sinks.Empty<Void> sent = Sinks.empty();

	TrackedSession(WebSocketSession session, Activity activity) {
		this.session = session;
		this.activity = activity;
	}

	@Override
	public Flux<WebSocketMessage> receive() {
		return this.session.receive()
			.transform(Operators.<WebSocketMessage, WebSocketMessage>lift((scannable, actual) -> {
				TrackedSession sender = SENDING.get();
				if (sender == this) {
					SENDING.remove();
				}
				Inbound inbound = new Inbound(actual, this.activity);
				this.inbounds.add(inbound);
				return inbound;
			}));
	}

	/**
	 * Ends what is received. User code may run on the calling thread.
	 */
	void endInbound() {
		this.inbounds.forEach(Inbound::end);
	}

	@Override
	public Mono<Void> send(Publisher<WebSocketMessage> messages) {
		return Mono.defer(() -> {
			Feed feed = new Feed();
			return this.session.send(feed.of(messages).takeUntilOther(this.outboundEnd.asMono()))
				.doFinally((signal) -> feed.end());
		});
	}

	/**
	 * Tells whether something is being sent that does not come of what is received.
	 */
	boolean isFeeding() {
		return this.feeds.get() > 0;
	}

	/**
	 * Ends what is sent.
	 * @return completes when what was sent before has been written
	 */
	Mono<Void> endOutbound() {
		this.outboundEnded = true;
		this.outboundEnd.tryEmitEmpty();
		if (this.sending.get() == 0) {
			this.sent.tryEmitEmpty();
		}
		return this.sent.asMono();
	}

	private final class Feed {

		private volatile boolean independent;

		Flux<WebSocketMessage> of(Publisher<WebSocketMessage> messages) {
			TrackedSession outer = TrackedSession.this;
			outer.sending.incrementAndGet();
			return Flux.from((Publisher<WebSocketMessage>) (subscriber) -> {
				SENDING.set(outer);
				try {
					messages.subscribe(subscriber);
				}
				finally {
					this.independent = SENDING.get() != null;
					SENDING.remove();
				}
				if (this.independent) {
					outer.feeds.incrementAndGet();
				}
			});
		}

		void end() {
			TrackedSession outer = TrackedSession.this;
			if (this.independent) {
				outer.feeds.decrementAndGet();
			}
			if (outer.sending.decrementAndGet() == 0 && outer.outboundEnded) {
				outer.sent.tryEmitEmpty();
			}
		}

	}

	@Override
	public String getId() {
		return this.session.getId();
	}

	@Override
	public HandshakeInfo getHandshakeInfo() {
		return this.session.getHandshakeInfo();
	}

	@Override
	public DataBufferFactory bufferFactory() {
		return this.session.bufferFactory();
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.session.getAttributes();
	}

	@Override
	public boolean isOpen() {
		return this.session.isOpen();
	}

	@Override
	public Mono<Void> close(CloseStatus status) {
		return this.session.close(status);
	}

	@Override
	public Mono<CloseStatus> closeStatus() {
		return this.session.closeStatus();
	}

	@Override
	public WebSocketMessage textMessage(String payload) {
		return this.session.textMessage(payload);
	}

	@Override
	public WebSocketMessage binaryMessage(Function<DataBufferFactory, DataBuffer> payloadFactory) {
		return this.session.binaryMessage(payloadFactory);
	}

	@Override
	public WebSocketMessage pingMessage(Function<DataBufferFactory, DataBuffer> payloadFactory) {
		return this.session.pingMessage(payloadFactory);
	}

	@Override
	public WebSocketMessage pongMessage(Function<DataBufferFactory, DataBuffer> payloadFactory) {
		return this.session.pongMessage(payloadFactory);
	}

	@Override
	public String toString() {
		return this.session.toString();
	}

}
