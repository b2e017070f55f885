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

package io.github.wsshutdown.stomp;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Messages as Spring makes them.
 */
final class Messages {

	private Messages() {
	}

	/**
	 * Returns a message that a client has sent.
	 */
	static Message<?> from(String sessionId, Map<String, Object> attributes) {
		return message(sessionId, attributes);
	}

	/**
	 * Returns a message that goes to a client.
	 */
	static Message<?> to(String sessionId) {
		return message(sessionId, null);
	}

	/**
	 * Returns a message that the application sends to nobody in particular.
	 */
	static Message<?> broadcast() {
		return message(null, null);
	}

	private static Message<?> message(@Nullable String sessionId, @Nullable Map<String, Object> attributes) {
		SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
		headers.setSessionId(sessionId);
		headers.setSessionAttributes(attributes);
		return MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders());
	}

}
