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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.CloseableDataBuffer;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;

import io.github.wsshutdown.drain.Activity;

/**
 * What a handler receives. Once shut, what comes is read and dropped: cancelling would
 * have Reactor Netty close the connection with an empty close frame.
 */
final class Inbound extends Valve {

	private final Activity activity;

	private final AtomicBoolean unbounded = new AtomicBoolean();

	Inbound(CoreSubscriber<? super WebSocketMessage> actual, Activity activity) {
		super(actual);
		this.activity = activity;
	}

	/**
	 * Tells whether somebody works for what is received here: it gets the messages, or is
	 * started by an operator that gets them, as by {@code flatMap}.
	 */
	boolean feeds(Scannable worker) {
		List<? extends Scannable> fed = chain(this);
		List<? extends Scannable> path = chain(worker);
		for (Scannable step : path) {
			int position = fed.indexOf(step);
			if (position >= 0) {
				return position == 0 || step == path.get(0)
						|| fed.get(position - 1).equals(step.scan(Scannable.Attr.PARENT));
			}
		}
		return false;
	}

	private static List<? extends Scannable> chain(Scannable first) {
		return Stream.concat(Stream.of(first), first.actuals()).toList();
	}

	@Override
	void pass(WebSocketMessage message) {
		boolean begun = this.activity.beginHereUnlessNested();
		try {
			super.pass(message);
		}
		finally {
			if (begun) {
				this.activity.endHere();
			}
		}
	}

	/**
	 * Frees what Jetty lends; Reactor Netty releases what it passes on by itself.
	 */
	@Override
	void drop(WebSocketMessage message) {
		if (message.getPayload() instanceof CloseableDataBuffer payload) {
			payload.close();
		}
	}

	/**
	 * Asks for as many messages as will ever come. Spring's session on Jetty sums up what
	 * it is asked for, and fails beyond the greatest number.
	 */
	@Override
	void shut(Subscription upstream) {
		end();
		demand(upstream, Long.MAX_VALUE / 2);
	}

	@Override
	void demand(Subscription upstream, long number) {
		if (number < Long.MAX_VALUE / 2 || this.unbounded.compareAndSet(false, true)) {
			upstream.request(number);
		}
	}

}
