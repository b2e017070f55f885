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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.drain.Activity;

/**
 * What a session receives and sends, each of which a drain can end.
 */
final class Traffic {

	private final WebSocketSession session;

	private final boolean counted;

	private final Activity activity;

	private final List<Inbound> inbounds = new CopyOnWriteArrayList<>();

	private final Set<Sending> sendings = ConcurrentHashMap.newKeySet();

	private final AtomicReference<@Nullable Receiver> receiver = new AtomicReference<>();

	private volatile boolean inboundEnded;

	private volatile boolean outboundEnded;

	/**
	 * Creates the traffic of a session.
	 * @param session the session
	 * @param counted whether its handler's work is counted piece by piece
	 * @param activity counts the messages that are being received
	 */
	Traffic(WebSocketSession session, boolean counted, Activity activity) {
		this.session = session;
		this.counted = counted;
		this.activity = activity;
	}

	Flux<WebSocketMessage> receive() {
		return received(Receiver.HANDLER);
	}

	/**
	 * Lets one of the two receive: most servers allow that once. The other sees the end.
	 */
	private Flux<WebSocketMessage> received(Receiver receiver) {
		Flux<WebSocketMessage> messages = Flux
			.defer(() -> (this.receiver.compareAndSet(null, receiver) || this.receiver.get() == receiver)
					? this.session.receive() : Flux.empty());
		return Valve.in(messages, (actual) -> {
			Inbound inbound = new Inbound(actual, this.activity);
			this.inbounds.add(inbound);
			if (this.inboundEnded) {
				inbound.shut();
			}
			return inbound;
		});
	}

	Mono<Void> send(Publisher<WebSocketMessage> messages) {
		return Mono.create((caller) -> {
			Sending sending = new Sending(this.session, this.counted, caller);
			this.sendings.add(sending);
			sending.done().doFinally((signal) -> this.sendings.remove(sending)).subscribe();
			if (this.outboundEnded) {
				sending.end();
			}
			sending.begin(messages);
			if (this.inboundEnded) {
				sending.letCallerGo(this::isFed);
			}
		});
	}

	/**
	 * Takes what is received from the handler, which is soon to see the end of it:
	 * whatever ends what is sent for it does not cancel it any more. Runs no user code.
	 */
	void takeInbound() {
		this.inboundEnded = true;
		this.inbounds.forEach(Inbound::take);
	}

	/**
	 * Has the handler see that nothing more comes, and lets it go on where it waits for a
	 * feed of its own to end. User code may run on the calling thread. Where nobody
	 * receives, the peer's close would not be read.
	 */
	void endInbound() {
		takeInbound();
		received(Receiver.DRAIN).onErrorComplete().subscribe();
		this.inbounds.forEach(Inbound::shut);
		this.sendings.forEach((sending) -> sending.letCallerGo(this::isFed));
	}

	private boolean isFed(Scannable worker) {
		return this.inbounds.stream().anyMatch((inbound) -> inbound.feeds(worker));
	}

	/**
	 * Ends what is sent. User code may run on the calling thread.
	 * @return completes when what was sent before is written, or cannot be
	 */
	Mono<Void> endOutbound() {
		this.outboundEnded = true;
		return Flux.fromIterable(List.copyOf(this.sendings)).flatMap(Sending::end, Integer.MAX_VALUE).then();
	}

	private enum Receiver {

		HANDLER, DRAIN

	}

}
