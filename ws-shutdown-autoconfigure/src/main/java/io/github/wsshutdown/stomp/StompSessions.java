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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpAttributes;
import org.springframework.messaging.simp.SimpAttributesContextHolder;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;

import io.github.wsshutdown.servlet.TrackedSession;

/**
 * Finds the session that a message is from, for, or about. Thread-safe.
 */
final class StompSessions {

	private final Map<String, TrackedSession> byId = new ConcurrentHashMap<>();

	private volatile Consumer<TrackedSession> newcomers = (session) -> {
	};

	/**
	 * Sets who is told of every session when its first message comes.
	 */
	void onArrival(Consumer<TrackedSession> listener) {
		this.newcomers = listener;
	}

	/**
	 * Returns the session of a message. What a client sends carries its session's
	 * attributes, what goes to it only the id. What a handler sends while it handles a
	 * message may carry nothing, and is a part of handling that message.
	 * @return the session, or {@code null} if there is none, or none that is tracked
	 */
	@Nullable TrackedSession of(Message<?> message) {
		MessageHeaders headers = message.getHeaders();
		String id = SimpMessageHeaderAccessor.getSessionId(headers);
		if (id == null) {
			return current();
		}
		TrackedSession known = this.byId.get(id);
		return (known != null) ? known : meet(id, SimpMessageHeaderAccessor.getSessionAttributes(headers));
	}

	/**
	 * Returns the session whose message is being handled on the calling thread.
	 * @return the session, or {@code null}
	 */
	@Nullable TrackedSession current() {
		SimpAttributes attributes = SimpAttributesContextHolder.getAttributes();
		return (attributes != null) ? this.byId.get(attributes.getSessionId()) : null;
	}

	private @Nullable TrackedSession meet(String id, @Nullable Map<String, Object> attributes) {
		TrackedSession session = (attributes != null) ? TrackedSession.of(attributes) : null;
		if (session != null && this.byId.putIfAbsent(id, session) == null) {
			session.discardLateMessages();
			this.newcomers.accept(session);
			session.ended().whenComplete((outcome, failure) -> this.byId.remove(id, session));
		}
		return session;
	}

	int size() {
		return this.byId.size();
	}

}
