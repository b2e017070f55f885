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

import java.util.concurrent.atomic.AtomicBoolean;
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
 * Passes messages on until it is shut, from any thread. Who is behind it sees the end
 * once, after the message that is being passed on; what still comes is dropped.
 */
abstract class Valve implements CoreSubscriber<WebSocketMessage>, Subscription, Scannable {

	private static final int ENDED = 1 << 31;

	private static final int LAST_CALL = 1 << 30;

	private final CoreSubscriber<? super WebSocketMessage> actual;

	/**
	 * How many calls are inside, and whether there is to be no other: the last of them,
	 * or else who ends it, tells of the end. Begins with the call that hands over the
	 * subscription.
	 */
	private final AtomicInteger inside = new AtomicInteger(1);

	private final AtomicBoolean shutting = new AtomicBoolean();

	private volatile boolean shut;

	private volatile boolean subscribed;

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
	 * Lets who is behind ask for nothing more and cancel nothing any more, as it is about
	 * to be {@link #shut()}. Runs no code of others.
	 */
	final void take() {
		this.shut = true;
	}

	/**
	 * Has who is behind see the end, on the calling thread or on one that is passing a
	 * message on just now.
	 */
	final void shut() {
		this.shut = true;
		if (this.subscribed) {
			shutOnce();
		}
	}

	private void shutOnce() {
		Subscription current = this.upstream;
		if (current != null && this.shutting.compareAndSet(false, true)) {
			shut(current);
		}
	}

	/**
	 * Ends it, and lets go of what comes. Is called once, when who is behind has its
	 * subscription.
	 */
	abstract void shut(Subscription upstream);

	/**
	 * Is called when who is behind has seen the end because nobody was inside any more.
	 */
	void quiet(Subscription upstream) {
	}

	final boolean isShut() {
		return this.shut;
	}

	final @Nullable Subscription upstream() {
		return this.upstream;
	}

	void demand(Subscription upstream, long number) {
		upstream.request(number);
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
				end();
			}
			this.actual.onSubscribe(this);
			this.subscribed = true;
			leave();
			if (this.shut) {
				shutOnce();
			}
		}
	}

	@Override
	public final void onNext(WebSocketMessage message) {
		if (!enter()) {
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

	/**
	 * Ends it: nothing more is passed on.
	 */
	final void end() {
		int before = this.inside.getAndUpdate((state) -> (state & ~LAST_CALL) | ENDED);
		if (before == 0 || before == LAST_CALL) {
			terminate();
		}
	}

	/**
	 * Has the last one who is inside end it. For who is inside.
	 */
	final void endWhenQuiet() {
		this.inside.getAndUpdate((state) -> (state < 0) ? state : state | LAST_CALL);
	}

	/**
	 * Begins a call.
	 * @return whether it has begun, and so is to {@link #leave()}, or has come too late
	 */
	final boolean enter() {
		return this.inside.getAndUpdate((state) -> (state < 0) ? state : state + 1) >= 0;
	}

	final void leave() {
		int state = this.inside.decrementAndGet();
		if (state == ENDED) {
			terminate();
		}
		else if (state == LAST_CALL && this.inside.compareAndSet(LAST_CALL, ENDED)) {
			terminate();
			Subscription current = this.upstream;
			if (current != null) {
				quiet(current);
			}
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
	public void cancel() {
		Subscription current = this.upstream;
		if (current != null && !this.shut) {
			current.cancel();
		}
	}

	@Override
	public Context currentContext() {
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
