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

package io.github.wsshutdown.reactive.stream;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * An application's publisher, which emits what a test says, and no more than it is asked
 * for.
 */
final class Source<T> implements Publisher<T>, Subscription {

	private Subscriber<? super T> subscriber;

	private long asked;

	private boolean cancelled;

	private boolean over;

	Runnable onCancel = () -> {
	};

	@Override
	public void subscribe(Subscriber<? super T> subscriber) {
		this.subscriber = subscriber;
		subscriber.onSubscribe(this);
	}

	@Override
	public void request(long number) {
		this.asked += number;
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		this.onCancel.run();
	}

	long asked() {
		return this.asked;
	}

	boolean isCancelled() {
		return this.cancelled;
	}

	boolean mayEmit() {
		return this.asked > 0 && !this.cancelled && !this.over;
	}

	/**
	 * Emits even if nobody wants it any more.
	 */
	void emit(T part) {
		this.asked--;
		this.subscriber.onNext(part);
	}

	void complete() {
		this.over = true;
		this.subscriber.onComplete();
	}

	void fail() {
		this.over = true;
		this.subscriber.onError(new IllegalStateException("deliberate"));
	}

	boolean isOver() {
		return this.over;
	}

}
