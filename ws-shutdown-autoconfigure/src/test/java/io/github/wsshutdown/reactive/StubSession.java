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

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A session without a connection: what arrives is what a test says, and what is sent is
 * written down.
 */
final class StubSession implements WebSocketSession {

	final List<String> sent = new CopyOnWriteArrayList<>();

	final List<CloseStatus> closes = new CopyOnWriteArrayList<>();

	final AtomicLong requested = new AtomicLong();

	final Sinks.One<CloseStatus> closeStatus = Sinks.one();

	private final Sinks.Many<WebSocketMessage> arriving = Sinks.many().unicast().onBackpressureBuffer();

	private final Map<String, Object> attributes = new ConcurrentHashMap<>();

	private final HandshakeInfo handshakeInfo = new HandshakeInfo(URI.create("ws://localhost/chat"), new HttpHeaders(),
			Mono.deferContextual((context) -> Mono.just((Principal) () -> context.getOrDefault("user", "alice"))),
			"v1");

	private final Sinks.Empty<Void> patience = Sinks.empty();

	private Mono<Void> flushed = Mono.empty();

	private boolean slow;

	volatile boolean receivingCancelled;

	volatile boolean open = true;

	StubSession flushingWhen(Mono<Void> flushed) {
		this.flushed = flushed;
		return this;
	}

	/**
	 * Takes two messages, and no more before all are to be taken.
	 */
	void takeTwo() {
		this.slow = true;
	}

	void takeAll() {
		this.patience.tryEmitEmpty().orThrow();
	}

	void arrive(String text) {
		this.arriving.tryEmitNext(textMessage(text)).orThrow();
	}

	void fail(Throwable failure) {
		this.arriving.tryEmitError(failure).orThrow();
	}

	@Override
	public Flux<WebSocketMessage> receive() {
		return this.arriving.asFlux()
			.doOnRequest(this.requested::addAndGet)
			.doOnCancel(() -> this.receivingCancelled = true);
	}

	@Override
	public Mono<Void> send(Publisher<WebSocketMessage> messages) {
		return Flux.from(messages)
			.doOnNext((message) -> this.sent.add(message.getPayloadAsText()))
			.concatMap((message) -> this.slow ? this.patience.asMono() : Mono.empty(), 1)
			.then(Mono.defer(() -> this.flushed));
	}

	@Override
	public String getId() {
		return "session-1";
	}

	@Override
	public HandshakeInfo getHandshakeInfo() {
		return this.handshakeInfo;
	}

	@Override
	public DataBufferFactory bufferFactory() {
		return DefaultDataBufferFactory.sharedInstance;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public Mono<Void> close(CloseStatus status) {
		return Mono.fromRunnable(() -> {
			this.closes.add(status);
			this.open = false;
		});
	}

	@Override
	public Mono<CloseStatus> closeStatus() {
		return this.closeStatus.asMono();
	}

	@Override
	public WebSocketMessage textMessage(String payload) {
		return new WebSocketMessage(WebSocketMessage.Type.TEXT, bufferFactory().wrap(payload.getBytes()));
	}

	@Override
	public WebSocketMessage binaryMessage(Function<DataBufferFactory, DataBuffer> payloadFactory) {
		return new WebSocketMessage(WebSocketMessage.Type.BINARY, payloadFactory.apply(bufferFactory()));
	}

	@Override
	public WebSocketMessage pingMessage(Function<DataBufferFactory, DataBuffer> payloadFactory) {
		return new WebSocketMessage(WebSocketMessage.Type.PING, payloadFactory.apply(bufferFactory()));
	}

	@Override
	public WebSocketMessage pongMessage(Function<DataBufferFactory, DataBuffer> payloadFactory) {
		return new WebSocketMessage(WebSocketMessage.Type.PONG, payloadFactory.apply(bufferFactory()));
	}

}
