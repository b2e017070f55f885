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

package io.github.wsshutdown.tests.stomp;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.support.ExecutorChannelInterceptor;

/**
 * Tells the sender of a message when it was sent to the client, or was not.
 */
final class Confirmations implements ExecutorChannelInterceptor {

	private final AtomicInteger number = new AtomicInteger();

	/**
	 * Returns how many messages were sent, or put into the send buffer of a session.
	 */
	int number() {
		return this.number.get();
	}

	@Override
	public Message<?> beforeHandle(Message<?> message, MessageChannel channel, MessageHandler handler) {
		if (message.getHeaders().get(Sending.HEADER) instanceof Sending sending) {
			sending.begin();
		}
		return message;
	}

	@Override
	public void afterMessageHandled(Message<?> message, MessageChannel channel, MessageHandler handler, Exception ex) {
		if (message.getHeaders().get(Sending.HEADER) instanceof Sending sending) {
			sending.end();
			this.number.incrementAndGet();
		}
	}

}
