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
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.CompletableFutureReturnValueHandler;
import org.springframework.messaging.simp.SimpAttributesContextHolder;

import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.servlet.OpenedSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests for {@link CountedReturnValues}.
 */
class CountedReturnValuesTests {

	private final StompSessions sessions = new StompSessions();

	private final CountedReturnValues values = new CountedReturnValues(new CompletableFutureReturnValueHandler(),
			this.sessions);

	private final CompletableFuture<String> reply = new CompletableFuture<>();

	private final AtomicInteger inFlightAtReply = new AtomicInteger(-1);

	private MethodParameter returnType;

	private OpenedSession session;

	@BeforeEach
	void open() throws Exception {
		this.returnType = new MethodParameter(getClass().getDeclaredMethod("handle"), -1);
		this.session = new OpenedSession(new FakeTimer());
		Message<?> message = Messages.from("1", this.session.attributes());
		this.sessions.of(message);
		SimpAttributesContextHolder.setAttributesFromMessage(message);
	}

	@AfterEach
	void reset() {
		SimpAttributesContextHolder.resetAttributes();
	}

	@Test
	void messageIsInFlightUntilTheReplyIsOnItsWay() {
		counted().whenComplete((value, failure) -> this.inFlightAtReply.set(inFlight()));
		assertThat(inFlight()).isOne();
		this.reply.complete("hello");
		assertThat(this.inFlightAtReply).hasValue(1);
		assertThat(inFlight()).isZero();
	}

	@Test
	void messageIsInFlightUntilTheFailureIsHandled() {
		counted().whenComplete((value, failure) -> {
			assertThat(failure).hasMessage("on purpose");
			this.inFlightAtReply.set(inFlight());
		});
		this.reply.completeExceptionally(new IllegalStateException("on purpose"));
		assertThat(this.inFlightAtReply).hasValue(1);
		assertThat(inFlight()).isZero();
	}

	@Test
	void futureOutsideOfAnyMessageIsLeftAsItIs() {
		SimpAttributesContextHolder.resetAttributes();
		assertThat(counted()).isSameAs(this.reply);
	}

	@Test
	void everythingElseIsLeftToTheHandlerItWraps() {
		assertThat(this.values.supportsReturnType(this.returnType)).isTrue();
		assertThat(this.values.isAsyncReturnValue(this.reply, this.returnType)).isTrue();
		assertThatCode(() -> this.values.handleReturnValue("", this.returnType, Messages.broadcast()))
			.isInstanceOf(IllegalStateException.class);
	}

	private CompletableFuture<?> counted() {
		CompletableFuture<?> future = this.values.toCompletableFuture(this.reply, this.returnType);
		assertThat(future).isNotNull();
		return future;
	}

	private int inFlight() {
		return this.session.activity().inFlight();
	}

	@Nullable CompletableFuture<String> handle() {
		return null;
	}

}
