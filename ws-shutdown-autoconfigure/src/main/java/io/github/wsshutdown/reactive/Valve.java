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

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Passes messages on until it is shut, from any thread: who is behind it then sees the
 * end, and what still comes is released.
 */
abstract class Valve implements CoreSubscriber<WebSocketMessage>, Subscription, Scannable {

	private final CoreSubscriber<? super WebSocketMessage> actual;

	/**
	 * Signals that are being delivered, or are to be: nobody is called by two threads.
	 */
	private final AtomicInteger signals = new AtomicInteger();

	private volatile boolean shut;

	/**
	 * Who is behind must not see the end before the beginning.
	 */
	private volatile boolean subscribed;

	private volatile @Nullable Throwable failure;

	private volatile @Nullable Subscription upstream;

	Valve(CoreSubscriber<? super WebSocketMessage> actual) {
		this.actual = actual;
	}

	/**
	 * Has who is behind see the end, on the calling thread or on the one that is passing
	 * a message on just now.
	 */
	final void shut() {
		this.shut = true;
		Subscription current = this.subscribed ? this.upstream : null;
		if (current != null) {
			end();
			letGo(current);
		}
	}

	/**
	 * Lets go of what comes.
	 */
	abstract void letGo(Subscription upstream);

	void pass(WebSocketMessage message) {
		this.actual.onNext(message);
	}

	@Override
	public final void onSubscribe(Subscription subscription) {
		if (Operators.validate(this.upstream, subscription)) {
			this.upstream = subscription;
			this.actual.onSubscribe(this);
			this.subscribed = true;
			if (this.shut) {
				shut();
			}
		}
	}

	@Override
	public final void onNext(WebSocketMessage message) {
		if (this.shut || !this.signals.compareAndSet(0, 1)) {
			DataBufferUtils.release(message.getPayload());
			return;
		}
		try {
			pass(message);
		}
		finally {
			if (this.signals.decrementAndGet() > 0) {
				terminate();
			}
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
		this.shut = true;
		if (this.signals.getAndIncrement() == 0) {
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
			current.request(number);
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
