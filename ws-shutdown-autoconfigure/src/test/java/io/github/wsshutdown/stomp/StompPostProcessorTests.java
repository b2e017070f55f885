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

import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.handler.invocation.AsyncHandlerMethodReturnValueHandler;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompBrokerRelayMessageHandler;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.ImmutableMessageChannelInterceptor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.servlet.OpenedSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StompPostProcessor}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StompPostProcessorTests {

	private final StompSessions sessions = new StompSessions();

	private final StompHeartbeats heartbeats = new StompHeartbeats();

	private final StompPostProcessor postProcessor = new StompPostProcessor(this.sessions, () -> this.heartbeats,
			() -> new RelayEcho(new FakeTimer()));

	private final ExecutorSubscribableChannel channel = new ExecutorSubscribableChannel(Runnable::run);

	@Test
	void channelKeepsItsNameItsLoggerAndItsInterceptors() {
		ChannelInterceptor interceptor = new ImmutableMessageChannelInterceptor();
		this.channel.setBeanName("clientInboundChannel");
		this.channel.addInterceptor(interceptor);
		assertThat(process(this.channel, "clientInboundChannel")).isNotSameAs(this.channel)
			.isInstanceOfSatisfying(ExecutorSubscribableChannel.class, (counting) -> {
				assertThat(counting.getExecutor()).isInstanceOf(CountingExecutor.class);
				assertThat(counting.getBeanName()).isEqualTo("clientInboundChannel");
				assertThat(counting.getLogger()).isSameAs(this.channel.getLogger());
				assertThat(counting.getInterceptors()).containsExactly(interceptor);
			});
	}

	@Test
	void otherBeansAreLeftAsTheyAre(CapturedOutput output) {
		ExecutorSubscribableChannel synchronous = new ExecutorSubscribableChannel();
		assertThat(process(this.channel, "somethingElse")).isSameAs(this.channel);
		assertThat(process(synchronous, "brokerChannel")).isSameAs(synchronous);
		assertThat(process("text", "clientInboundChannel")).isEqualTo("text");
		assertThat(output).doesNotContain("not waited for");
	}

	@Test
	void channelThatIsNotSpringsOwnOrIsInUseIsLeftWithAWarning(CapturedOutput output) {
		ExecutorSubscribableChannel own = new ExecutorSubscribableChannel(Runnable::run) {
		};
		assertThat(process(own, "clientInboundChannel")).isSameAs(own);
		assertThat(output).contains("'clientInboundChannel' are not waited for");
		this.channel.subscribe((message) -> {
		});
		assertThat(process(this.channel, "clientOutboundChannel")).isSameAs(this.channel);
		assertThat(output).contains("'clientOutboundChannel' are not waited for");
	}

	@Test
	void simpleBrokerWithHeartbeatsGetsASchedulerOfItsOwn() {
		SimpleBrokerMessageHandler broker = new SimpleBrokerMessageHandler(this.channel, this.channel, this.channel,
				List.of());
		process(broker, "simpleBrokerMessageHandler");
		assertThat(broker.getTaskScheduler()).isNull();
		broker.setTaskScheduler(new ThreadPoolTaskScheduler());
		broker.setHeartbeatValue(new long[] { 100, 200 });
		process(broker, "simpleBrokerMessageHandler");
		assertThat(broker.getTaskScheduler()).isSameAs(this.heartbeats.scheduler());
		assertThat(broker.getHeartbeatValue()).containsExactly(100, 200);
	}

	@Test
	void onlySessionsOfABrokerRelayWaitForAnEcho() throws Exception {
		FakeTimer timer = new FakeTimer();
		OpenedSession before = new OpenedSession(timer);
		OpenedSession after = new OpenedSession(timer);
		this.sessions.of(Messages.from("1", before.attributes()));
		process(new StompBrokerRelayMessageHandler(this.channel, this.channel, this.channel, List.of("/topic")),
				"stompBrokerRelayMessageHandler");
		this.sessions.of(Messages.from("2", after.attributes()));
		before.connection().leave(RelayEchoTests.DEPARTURE);
		after.connection().leave(RelayEchoTests.DEPARTURE);
		assertThat(before.closes()).isOne();
		assertThat(after.closes()).isZero();
	}

	@Test
	void returnValueHandlersThatAreAsynchronousCount() {
		SimpAnnotationMethodMessageHandler handler = new SimpAnnotationMethodMessageHandler(this.channel, this.channel,
				new SimpMessagingTemplate(this.channel));
		handler.afterPropertiesSet();
		int before = handler.getReturnValueHandlers().size();
		process(handler, "simpAnnotationMethodMessageHandler");
		assertThat(handler.getReturnValueHandlers()).hasSize(before)
			.filteredOn(AsyncHandlerMethodReturnValueHandler.class::isInstance)
			.isNotEmpty()
			.allSatisfy((async) -> assertThat(async).isInstanceOf(CountedReturnValues.class));
	}

	@Test
	void nothingIsObtainedBeforeItIsNeeded() {
		Supplier<StompHeartbeats> none = () -> {
			throw new IllegalStateException("Not needed");
		};
		StompPostProcessor lazy = new StompPostProcessor(none, () -> {
			throw new IllegalStateException("Not needed");
		});
		assertThat(lazy.postProcessAfterInitialization(this.channel, "clientInboundChannel")).isNotNull();
	}

	private Object process(Object bean, String name) {
		return this.postProcessor.postProcessAfterInitialization(bean, name);
	}

}
