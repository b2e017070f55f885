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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

import io.github.wsshutdown.drain.Activity;

/**
 * The session as the application sees it. A drain can end what is received, and what is
 * sent.
 */
final class TrackedSession implements WebSocketSession {

	private final WebSocketSession session;

	private final Activity activity;

	private final Set<Inbound> inbounds = ConcurrentHashMap.newKeySet();

	private final Set<Sending> sendings = ConcurrentHashMap.newKeySet();

	TrackedSession(WebSocketSession session, Activity activity) {
		this.session = session;
		this.activity = activity;
	}

	@Override
	public Flux<WebSocketMessage> receive() {
		return this.session.receive().transform(Operators.<WebSocketMessage, WebSocketMessage>lift((source, actual) -> {
			Inbound inbound = new Inbound(actual, this.activity);
			this.inbounds.add(inbound);
			return inbound;
		}));
	}

	@Override
	public Mono<Void> send(Publisher<WebSocketMessage> messages) {
		return Mono.deferContextual((context) -> {
			Sending sending = new Sending();
			this.sendings.add(sending);
			sending.done().subscribe((nothing) -> {
			}, (ex) -> {
			}, () -> this.sendings.remove(sending));
			return sending.begin(this.session, messages, context);
		});
	}

	/**
	 * Has the handler see that nothing more comes, and lets it go on where it waits for a
	 * feed of its own to end. User code may run on the calling thread.
	 */
	void endInbound() {
		this.inbounds.forEach(Inbound::shut);
		this.sendings.forEach((sending) -> sending.letCallerGo(this::isFed));
	}

	private boolean isFed(Outbound outbound) {
		return this.inbounds.stream().anyMatch((inbound) -> inbound.feeds(outbound));
	}

	/**
	 * Ends what is sent.
	 * @return completes when what was sent before is written
	 */
	Mono<Void> endOutbound() {
		return Flux.fromIterable(List.copyOf(this.sendings)).flatMap(Sending::end).then();
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
