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
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;

import io.github.wsshutdown.drain.Activity;

/**
 * What a handler receives. Once shut, what comes is read and dropped: cancelling would
 * have Reactor Netty close the connection with an empty close frame.
 */
final class Inbound extends Valve {

	private final Scannable behind;

	private final Activity activity;

	Inbound(CoreSubscriber<? super WebSocketMessage> actual, Activity activity) {
		super(actual);
		this.behind = Scannable.from(actual);
		this.activity = activity;
	}

	/**
	 * Tells whether what is sent is made of what is received here.
	 */
	boolean feeds(Outbound outbound) {
		return outbound.equals(this.behind) || this.behind.actuals().anyMatch(outbound::equals);
	}

	@Override
	void pass(WebSocketMessage message) {
		this.activity.beginHere();
		try {
			super.pass(message);
		}
		finally {
			this.activity.endHere();
		}
	}

	@Override
	void letGo(Subscription upstream) {
		upstream.request(Long.MAX_VALUE);
	}

}
