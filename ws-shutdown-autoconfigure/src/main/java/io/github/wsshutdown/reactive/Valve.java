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

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Passes messages on until it is shut, from any thread: who is behind it then sees the
 * end, after the message that is being passed on, and what still comes is dropped.
 */
abstract class Valve implements CoreSubscriber<WebSocketMessage>, Subscription, Scannable {

	private static final int ENDED = 1 << 31;

	private final CoreSubscriber<? super WebSocketMessage> actual;

	/**
	 * How many calls are inside of who is behind, and whether there is to be no other:
	 * the last of them, or else who ends it, tells of the end. Begins with the call that
	 * hands over the subscription.
	 */
	private final AtomicInteger inside = new AtomicInteger(1);

	private volatile boolean shut;

	private volatile @Nullable Throwable failure;

	private volatile @Nullable Subscription upstream;

	Valve(CoreSubscriber<? super WebSocketMessage> actual) {
		this.actual = actual;
	}

	/**
	 * Puts valves in front of those who subscribe. Nothing is fused past them.
	 */
	static Flux<WebSocketMessage> in(Publisher<WebSocketMessage> messages,
			Function<CoreSubscriber<? super WebSocketMessage>, Valve> factory) {
		return new FluxOperator<>(Flux.from(messages)) {

			@Override
			public void subscribe(CoreSubscriber<? super WebSocketMessage> actual) {
				this.source.subscribe(factory.apply(actual));
			}

		};
	}

	/**
	 * Has who is behind see the end, on the calling thread or on the one that is passing
	 * a message on just now.
	 */
	final void shut() {
		this.shut = true;
		Subscription current = this.upstream;
		if (current != null) {
			end();
			letGo(current);
		}
	}

	/**
	 * Lets go of what comes.
	 */
	abstract void letGo(Subscription upstream);

	void demand(Subscription current, long number) {
		current.request(number);
	}

	abstract void drop(WebSocketMessage message);

	void pass(WebSocketMessage message) {
		this.actual.onNext(message);
	}

	@Override
	public final void onSubscribe(Subscription subscription) {
		if (Operators.validate(this.upstream, subscription)) {
			this.upstream = subscription;
			if (this.shut) {
				shut();
			}
			this.actual.onSubscribe(this);
			leave();
		}
	}

	@Override
	public final void onNext(WebSocketMessage message) {
		if (this.inside.getAndUpdate((count) -> (count < 0) ? count : count + 1) < 0) {
			drop(message);
			return;
		}
		try {
			pass(message);
		}
		finally {
			leave();
		}
	}

	@Override
	public final void onError(Throwable failure) {
		this.failure = failure;
		end();
	}

	@Override
	public final void onComplete() {
		end();
	}

	private void end() {
		if (this.inside.getAndUpdate((count) -> count | ENDED) == 0) {
			terminate();
		}
	}

	private void leave() {
		if (this.inside.decrementAndGet() == ENDED) {
			terminate();
		}
	}

	private void terminate() {
		Throwable cause = this.failure;
		if (cause != null) {
			this.actual.onError(cause);
		}
		else {
			this.actual.onComplete();
		}
	}

	@Override
	public final void request(long number) {
		Subscription current = this.upstream;
		if (current != null && !this.shut) {
			demand(current, number);
		}
	}

	@Override
	public final void cancel() {
		Subscription current = this.upstream;
		if (current != null && !this.shut) {
			current.cancel();
		}
	}

	@Override
	public final Context currentContext() {
		return this.actual.currentContext();
	}

	@Override
	@SuppressWarnings("rawtypes") // as Reactor declares it
	public final @Nullable Object scanUnsafe(Attr key) {
		if (key == Attr.ACTUAL) {
			return this.actual;
		}
		return (key == Attr.PARENT) ? this.upstream : null;
	}

}
