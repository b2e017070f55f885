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

import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.CoreSubscriber;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * What a handler sends. Once shut, it still passes on what was handed over before, though
 * less was asked for: the results of work that is done wait in the handler's operators
 * when the peer is slow, or when two are done at once.
 */
final class Outbound extends Valve {

	/**
	 * How many messages may have been handed over before: as many as Reactor's operators
	 * hold where nothing else is said. A source without an end does not go on.
	 */
	static final int HANDED_OVER = Queues.SMALL_BUFFER_SIZE;

	private final Context context;

	private int passedOn;

	/**
	 * Creates a valve.
	 * @param actual keeps what it is not yet asked for
	 * @param context the context of who sends
	 */
	Outbound(CoreSubscriber<? super WebSocketMessage> actual, Context context) {
		super(actual);
		this.context = context;
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

	/**
	 * Asks for what the session asks for: who is behind asks for everything.
	 */
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

	@Override
	void demand(Subscription upstream, long number) {
	}

	@Override
	void pass(WebSocketMessage message) {
		super.pass(message);
		if (isShut() && ++this.passedOn == HANDED_OVER) {
			end();
		}
	}

	@Override
	void drop(WebSocketMessage message) {
		release(message);
	}

	static void release(WebSocketMessage message) {
		DataBufferUtils.release(message.getPayload());
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
	}

	@Override
	void ended(Subscription upstream) {
		upstream.cancel();
	}

}
