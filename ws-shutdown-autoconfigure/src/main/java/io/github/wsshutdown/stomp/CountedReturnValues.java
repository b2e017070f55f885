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

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.AsyncHandlerMethodReturnValueHandler;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.servlet.TrackedSession;

/**
 * Counts a message whose handler returns a future as in flight until the reply that the
 * future gives is on its way.
 */
final class CountedReturnValues implements AsyncHandlerMethodReturnValueHandler {

	private final AsyncHandlerMethodReturnValueHandler delegate;

	private final StompSessions sessions;

	CountedReturnValues(AsyncHandlerMethodReturnValueHandler delegate, StompSessions sessions) {
		this.delegate = delegate;
		this.sessions = sessions;
	}

	@Override
	public boolean supportsReturnType(MethodParameter returnType) {
		return this.delegate.supportsReturnType(returnType);
	}

	@Override
	public void handleReturnValue(@Nullable Object returnValue, MethodParameter returnType, Message<?> message)
			throws Exception {
		this.delegate.handleReturnValue(returnValue, returnType, message);
	}

	@Override
	public boolean isAsyncReturnValue(Object returnValue, MethodParameter returnType) {
		return this.delegate.isAsyncReturnValue(returnValue, returnType);
	}

	/**
	 * Returns a future that runs what depends on it, which sends the reply, before the
	 * message is no longer in flight.
	 */
	@Override
	public @Nullable CompletableFuture<?> toCompletableFuture(Object returnValue, MethodParameter returnType) {
		CompletableFuture<?> future = this.delegate.toCompletableFuture(returnValue, returnType);
		TrackedSession session = this.sessions.current();
		return (future != null && session != null) ? counted(future, session.activity()) : future;
	}

	private static <T> CompletableFuture<T> counted(CompletableFuture<T> future, Activity activity) {
		CompletableFuture<T> counted = new CompletableFuture<>();
		activity.begin();
		future.whenComplete((value, failure) -> {
			try {
				if (failure != null) {
					counted.completeExceptionally(failure);
				}
				else {
					counted.complete(value);
				}
			}
			finally {
				activity.end();
			}
		});
		return counted;
	}

}
