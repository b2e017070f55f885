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

import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What a handler sends whose work is counted. Once shut, it still passes on what was
 * handed over before, though less was asked for: the results of work that is done wait in
 * the handler's operators when the peer is slow, or when two are done at once.
 */
final class LastCall extends Outbound {

	/**
	 * How many messages may have been handed over before: as many as Reactor's operators
	 * hold where nothing else is said. A source without an end does not go on.
	 */
	static final int HANDED_OVER = Queues.SMALL_BUFFER_SIZE;

	private final Context context;

	private int passedOn;

	/**
	 * Creates a valve.
	 * @param actual keeps what it is not yet asked for, as {@link #keeping} has it
	 * @param caller the context of who sends
	 */
	LastCall(CoreSubscriber<? super WebSocketMessage> actual, ContextView caller) {
		super(actual);
		this.context = Context.of(caller);
	}

	/**
	 * Keeps what passes a valve and is not yet asked for.
	 * @param passed the messages behind the valve
	 * @param asked is told what is asked for, and is to ask the valve for it
	 */
	static Flux<WebSocketMessage> keeping(Flux<WebSocketMessage> passed, LongConsumer asked) {
		Flux<WebSocketMessage> kept = passed.onBackpressureBuffer()
			.doOnDiscard(WebSocketMessage.class, Outbound::release);
		return new FluxOperator<>(kept) {

			@Override
			public void subscribe(CoreSubscriber<? super WebSocketMessage> actual) {
				this.source.subscribe(new Demand(actual, asked));
			}

		};
	}

	/**
	 * Hides from who is in front what is discarded behind.
	 */
	@Override
	public Context currentContext() {
		return this.context;
	}

	void ask(long number) {
		Subscription upstream = upstream();
		if (upstream != null && !isShut() && enter()) {
			try {
				upstream.request(number);
			}
			finally {
				leave();
			}
		}
	}

	/**
	 * Leaves alone that who is behind asks for everything.
	 */
	@Override
	void demand(Subscription upstream, long number) {
	}

	@Override
	void pass(WebSocketMessage message) {
		super.pass(message);
		if (isShut() && ++this.passedOn == HANDED_OVER) {
			cancel();
		}
	}

	@Override
	void shut(Subscription upstream) {
		if (enter()) {
			try {
				upstream.request(HANDED_OVER);
			}
			finally {
				endWhenQuiet();
				leave();
			}
		}
		else {
			upstream.cancel();
		}
	}

	@Override
	void quiet(Subscription upstream) {
		upstream.cancel();
	}

	@Override
	public void cancel() {
		if (isShut()) {
			end();
		}
		Subscription upstream = upstream();
		if (upstream != null) {
			upstream.cancel();
		}
	}

	/**
	 * Tells what is asked for, when that has been told to who keeps messages: what then
	 * comes is passed on at once.
	 */
	private static final class Demand implements CoreSubscriber<WebSocketMessage>, Subscription {

		private final CoreSubscriber<? super WebSocketMessage> actual;

		private final LongConsumer asked;

		private volatile @Nullable Subscription kept;

		Demand(CoreSubscriber<? super WebSocketMessage> actual, LongConsumer asked) {
			this.actual = actual;
			this.asked = asked;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.kept = subscription;
			this.actual.onSubscribe(this);
		}

		@Override
		public void request(long number) {
			Subscription current = this.kept;
			if (current != null) {
				current.request(number);
				this.asked.accept(number);
			}
		}

		@Override
		public void cancel() {
			Subscription current = this.kept;
			if (current != null) {
				current.cancel();
			}
		}

		@Override
		public void onNext(WebSocketMessage message) {
			this.actual.onNext(message);
		}

		@Override
		public void onError(Throwable failure) {
			this.actual.onError(failure);
		}

		@Override
		public void onComplete() {
			this.actual.onComplete();
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

	}

}
