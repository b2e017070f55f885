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

/**
 * The session as the application sees it.
 */
final class TrackedSession implements WebSocketSession {

	private final WebSocketSession session;

	private final Traffic traffic;

	TrackedSession(WebSocketSession session, Traffic traffic) {
		this.session = session;
		this.traffic = traffic;
	}

	@Override
	public Flux<WebSocketMessage> receive() {
		return this.traffic.receive();
	}

	@Override
	public Mono<Void> send(Publisher<WebSocketMessage> messages) {
		return this.traffic.send(messages);
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
