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
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import io.github.wsshutdown.drain.Activity;

/**
 * What a handler receives. A drain can end it: the handler sees that nothing more comes,
 * while what does come is read and dropped. Cancelling would have Reactor Netty close the
 * connection with an empty close frame.
 */
final class Inbound implements CoreSubscriber<WebSocketMessage>, Subscription {

	private final CoreSubscriber<? super WebSocketMessage> actual;

	private final Activity activity;

	/**
	 * Signals that are being or are to be delivered: nobody is called by two threads.
	 */
	private final AtomicInteger signals = new AtomicInteger();

	private volatile boolean ended;

	private volatile @Nullable Throwable failure;

	private volatile @Nullable Subscription upstream;

	Inbound(CoreSubscriber<? super WebSocketMessage> actual, Activity activity) {
		this.actual = actual;
		this.activity = activity;
	}

	@Override
	public Context currentContext() {
		return this.actual.currentContext();
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (Operators.validate(this.upstream, subscription)) {
			this.upstream = subscription;
			this.actual.onSubscribe(this);
		}
	}

	@Override
	public void onNext(WebSocketMessage message) {
		if (this.ended || !this.signals.compareAndSet(0, 1)) {
			DataBufferUtils.release(message.getPayload());
			return;
		}
		this.activity.beginHere();
		try {
			this.actual.onNext(message);
		}
		finally {
			if (this.signals.decrementAndGet() > 0) {
				terminate();
			}
			this.activity.endHere();
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.failure = failure;
		end();
	}

	@Override
	public void onComplete() {
		end();
	}

	/**
	 * Has the handler see the end, on the calling thread or on the one that is handing it
	 * a message just now.
	 */
	void end() {
		this.ended = true;
		if (this.signals.getAndIncrement() == 0) {
			terminate();
		}
		Subscription current = this.upstream;
		if (current != null) {
			current.request(Long.MAX_VALUE);
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
	public void request(long number) {
		Subscription current = this.upstream;
		if (current != null) {
			current.request(number);
		}
	}

	@Override
	public void cancel() {
		Subscription current = this.upstream;
		if (current != null && !this.ended) {
			current.cancel();
		}
	}

}
