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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.simp.user.UserDestinationMessageHandler;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Gives the receipt for a subscription, which the simple broker does not do.
 */
final class Receipts implements ExecutorChannelInterceptor {

	private final ObjectProvider<MessageChannel> channels;

	Receipts(ObjectProvider<MessageChannel> channels) {
		this.channels = channels;
	}

	@Override
	public void afterMessageHandled(Message<?> message, MessageChannel channel, MessageHandler handler, Exception ex) {
		StompHeaderAccessor headers = StompHeaderAccessor.wrap(message);
		if (handler instanceof UserDestinationMessageHandler && headers.getCommand() == StompCommand.SUBSCRIBE
				&& headers.getReceipt() != null) {
			StompHeaderAccessor receipt = StompHeaderAccessor.create(StompCommand.RECEIPT);
			receipt.setReceiptId(headers.getReceipt());
			receipt.setSessionId(headers.getSessionId());
			this.channels.stream()
				.filter((candidate) -> candidate.toString().contains("clientOutboundChannel"))
				.forEach((outbound) -> outbound
					.send(MessageBuilder.createMessage(new byte[0], receipt.getMessageHeaders())));
		}
	}

}
