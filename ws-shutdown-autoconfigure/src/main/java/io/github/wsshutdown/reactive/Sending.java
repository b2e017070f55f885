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

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;

/**
 * One call of {@code send}: what is sent, and what its caller waits for. Those are two
 * things, because a drain lets the caller go on before the sending ends: a handler that
 * sends a feed beside what it does with messages completes only then when it is done with
 * those.
 */
final class Sending {

	private final Sinks.Empty<Void> done = Sinks.empty();

	private final WebSocketSession session;

	private final boolean counted;

	private final MonoSink<Void> caller;

	private volatile @Nullable Outbound outbound;

	private volatile boolean ended;

	/**
	 * Creates a sending.
	 * @param session where to send
	 * @param counted whether the work is counted of which comes what is sent
	 * @param caller waits for everything to be sent, or until it is let go
	 */
	Sending(WebSocketSession session, boolean counted, MonoSink<Void> caller) {
		this.session = session;
		this.counted = counted;
		this.caller = caller;
	}

	void begin(Publisher<WebSocketMessage> messages) {
		Flux<WebSocketMessage> passed = Valve.in(messages, this::valve);
		Flux<WebSocketMessage> sent = this.counted ? LastCall.keeping(passed, this::ask) : passed;
		Disposable running = this.session.send(sent)
			.doFinally((signal) -> this.done.tryEmitEmpty())
			.contextWrite(this.caller.contextView())
			.subscribe(null, this.caller::error, this.caller::success);
		this.caller.onCancel(running);
	}

	private Valve valve(CoreSubscriber<? super WebSocketMessage> actual) {
		Outbound created = this.counted ? new LastCall(actual, this.caller.contextView()) : new CutOff(actual);
		this.outbound = created;
		if (this.ended) {
			created.shut();
		}
		return created;
	}

	private void ask(long number) {
		if (this.outbound instanceof LastCall current) {
			current.ask(number);
		}
	}

	/**
	 * Lets the caller go on, unless what is sent ends by itself with what is received.
	 */
	void letCallerGo(Predicate<Scannable> endsByItself) {
		Outbound current = this.outbound;
		if (current != null && !endsByItself.test(current) && !endsByItself.test(Scannable.from(this.caller))) {
			this.caller.success();
		}
	}

	/**
	 * Ends the sending.
	 * @return completes when what was sent before is written
	 */
	Mono<Void> end() {
		this.ended = true;
		Outbound current = this.outbound;
		if (current != null) {
			current.shut();
		}
		return this.done.asMono();
	}

	Mono<Void> done() {
		return this.done.asMono();
	}

}
