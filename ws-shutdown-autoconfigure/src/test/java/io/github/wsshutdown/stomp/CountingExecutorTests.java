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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.simp.SimpAttributesContextHolder;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.MessageHandlingRunnable;

import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.servlet.OpenedSession;
import io.github.wsshutdown.stomp.TestChannel.Mood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CountingExecutor} and {@link StompSessions}.
 */
class CountingExecutorTests {

	private final StompSessions sessions = new StompSessions();

	private final StompPostProcessor postProcessor = new StompPostProcessor(this.sessions, StompHeartbeats::new,
			() -> new RelayEcho(new FakeTimer()));

	private final TestChannel inbound = new TestChannel(this.postProcessor, "clientInboundChannel");

	private final TestChannel outbound = new TestChannel(this.postProcessor, "clientOutboundChannel");

	private final AtomicInteger handled = new AtomicInteger();

	private OpenedSession session;

	@BeforeEach
	void open() throws Exception {
		this.session = new OpenedSession(new FakeTimer());
	}

	@Test
	void messageIsInFlightUntilTheLastOfItsHandlersIsDone() {
		this.inbound.handledBy(this::handle).handledBy(this::handle);
		this.inbound.channel().send(fromClient());
		assertThat(inFlight()).isEqualTo(2);
		this.inbound.runOne();
		assertThat(inFlight()).isEqualTo(1);
		this.inbound.runOne();
		assertThat(inFlight()).isZero();
		assertThat(this.handled).hasValue(2);
	}

	@Test
	void messageIsInFlightWhileItsReplyIsNotWritten() {
		this.inbound.handledBy((message) -> this.outbound.channel().send(Messages.to("1")));
		this.outbound.handledBy(this::handle);
		this.inbound.channel().send(fromClient());
		this.inbound.run();
		assertThat(inFlight()).isEqualTo(1);
		this.outbound.run();
		assertThat(inFlight()).isZero();
		assertThat(this.handled).hasValue(1);
	}

	@Test
	void messageWhoseHandlerFailsIsNoLongerInFlight() {
		this.inbound.handledBy(CountingExecutorTests::fail).handledBy(this::handle);
		this.inbound.channel().send(fromClient());
		this.inbound.run();
		assertThat(inFlight()).isZero();
		assertThat(this.handled).hasValue(1);
	}

	@Test
	void messageThatAnInterceptorHoldsBackIsNotInFlight() {
		this.inbound.handledBy(this::handle);
		this.inbound.channel().addInterceptor(new Interceptor(true, false));
		this.inbound.channel().send(fromClient());
		assertThat(inFlight()).isZero();
	}

	@Test
	void messageThatAnInterceptorHoldsBackFromItsHandlerIsNoLongerInFlight() {
		this.inbound.handledBy(this::handle);
		this.inbound.channel().addInterceptor(new Interceptor(false, true));
		this.inbound.channel().send(fromClient());
		assertThat(inFlight()).isEqualTo(1);
		this.inbound.run();
		assertThat(inFlight()).isZero();
		assertThat(this.handled).hasValue(0);
	}

	@Test
	void messageThatIsRejectedIsHandledByTheSender() {
		this.inbound.in(Mood.REJECTING).handledBy(this::handle);
		this.inbound.channel().send(fromClient());
		assertThat(this.handled).hasValue(1);
		assertThat(inFlight()).isZero();
	}

	@Test
	void messageThatFailsOnTheSendersThreadIsCountedOnce() {
		this.inbound.in(Mood.RUNNING_ON_THE_CALLERS_THREAD).handledBy(CountingExecutorTests::fail);
		assertThatExceptionOfType(MessagingException.class).isThrownBy(() -> this.inbound.channel().send(fromClient()));
		assertThat(inFlight()).isZero();
	}

	@Test
	void whatAHandlerSendsToNobodyInParticularIsAPartOfItsMessage() {
		TestChannel broker = new TestChannel(this.postProcessor, "brokerChannel").handledBy(this::handle);
		this.inbound.handledBy((message) -> {
			SimpAttributesContextHolder.setAttributesFromMessage(message);
			broker.channel().send(Messages.broadcast());
			SimpAttributesContextHolder.resetAttributes();
			broker.channel().send(Messages.broadcast());
		});
		this.inbound.channel().send(fromClient());
		this.inbound.run();
		assertThat(inFlight()).isEqualTo(1);
		broker.run();
		assertThat(inFlight()).isZero();
		assertThat(this.handled).hasValue(2);
	}

	@Test
	void messageOfASessionThatIsNotTrackedIsHandledAsEver() {
		this.inbound.handledBy(this::handle);
		this.inbound.channel().send(Messages.from("2", Map.of()));
		this.inbound.channel().send(Messages.to("3"));
		this.inbound.run();
		assertThat(this.handled).hasValue(2);
		assertThat(this.sessions.size()).isZero();
	}

	@Test
	void sessionIsForgottenWhenItsConnectionEnds() {
		this.inbound.handledBy(this::handle);
		this.inbound.channel().send(fromClient());
		assertThat(this.sessions.size()).isOne();
		this.session.wire().end(Outcome.PEER_GONE);
		assertThat(this.sessions.size()).isZero();
		this.inbound.channel().send(fromClient());
		this.inbound.run();
		assertThat(inFlight()).isZero();
		assertThat(this.sessions.size()).isZero();
	}

	@Test
	void executorTellsMessageAndHandlerToItsDelegate() {
		AtomicReference<@Nullable Runnable> task = new AtomicReference<>();
		CountingExecutor executor = new CountingExecutor(task::set, this.sessions);
		assertThat(executor).hasToString(executor.toString());
		Message<?> message = fromClient();
		MessageHandler handler = this::handle;
		executor.execute(new StubTask(message, handler));
		assertThat(task.get()).isInstanceOfSatisfying(MessageHandlingRunnable.class, (counted) -> {
			assertThat(counted.getMessage()).isSameAs(message);
			assertThat(counted.getMessageHandler()).isSameAs(handler);
			counted.run();
			counted.run();
		});
		assertThat(this.handled).hasValue(2);
		assertThat(inFlight()).isZero();
		Runnable other = () -> {
		};
		executor.execute(other);
		assertThat(task).hasValue(other);
	}

	private Message<?> fromClient() {
		return Messages.from("1", this.session.attributes());
	}

	private int inFlight() {
		return this.session.activity().inFlight();
	}

	private void handle(Message<?> message) {
		this.handled.incrementAndGet();
	}

	private static void fail(Message<?> message) {
		throw new IllegalStateException("on purpose");
	}

	private record StubTask(Message<?> getMessage,
			MessageHandler getMessageHandler) implements MessageHandlingRunnable {

		@Override
		public void run() {
			this.getMessageHandler.handleMessage(this.getMessage);
		}

	}

	private record Interceptor(boolean beforeSend, boolean beforeHandler) implements ExecutorChannelInterceptor {

		@Override
		public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
			return this.beforeSend ? null : message;
		}

		@Override
		public @Nullable Message<?> beforeHandle(Message<?> message, MessageChannel channel, MessageHandler handler) {
			return this.beforeHandler ? null : message;
		}

	}

}
