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

package io.github.wsshutdown.tests.reactive;

import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import io.github.wsshutdown.reactive.InFlight;
import io.github.wsshutdown.tests.application.Peer;

/**
 * A peer that is written to through a sink.
 */
final class SinkPeer implements Peer {

	private final Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();

	private final WebSocketSession session;

	private volatile String sending = "";

	SinkPeer(WebSocketSession session) {
		this.session = session;
	}

	Flux<WebSocketMessage> messages() {
		return this.sink.asFlux()
			.doOnNext((text) -> this.sending = text)
			.map(this.session::textMessage)
			.doFinally((signal) -> this.sending = "");
	}

	/**
	 * Counts a message as being written that is more than buffers hold, once its sender
	 * has handed it over, which takes a while: nobody waits for it here.
	 */
	@Override
	public Thread.State stateOf(Thread sender) {
		boolean handedOver = !sender.isAlive() && this.sending.length() > 1024 * 1024;
		return handedOver ? Thread.State.WAITING : Thread.State.TERMINATED;
	}

	@Override
	public synchronized void send(String text) {
		this.sink.tryEmitNext(text).orThrow();
	}

	@Override
	public void close(int code) {
		this.session.close(new CloseStatus(code)).block();
	}

	@Override
	public Runnable beginWork() {
		return InFlight.begin(this.session)::close;
	}

}
