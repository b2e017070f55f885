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
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.PriorityOrdered;
import org.springframework.messaging.handler.invocation.AsyncHandlerMethodReturnValueHandler;
import org.springframework.messaging.handler.invocation.HandlerMethodReturnValueHandler;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompBrokerRelayMessageHandler;
import org.springframework.messaging.support.ExecutorSubscribableChannel;

/**
 * Puts what a drain needs into the beans of Spring's message broker configuration. None
 * of them is created for it.
 */
public final class StompPostProcessor implements BeanPostProcessor, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(StompPostProcessor.class);

	private static final Set<String> CHANNELS = Set.of("clientInboundChannel", "clientOutboundChannel",
			"brokerChannel");

	private final StompSessions sessions;

	private final Supplier<StompHeartbeats> heartbeats;

	private final Supplier<RelayEcho> echo;

	/**
	 * Creates the post-processor. Nothing is obtained before the broker turns up that
	 * needs it.
	 * @param heartbeats gives what keeps the heartbeats of a simple broker going
	 * @param echo gives what waits for the replies that come by way of a broker relay
	 */
	public StompPostProcessor(Supplier<StompHeartbeats> heartbeats, Supplier<RelayEcho> echo) {
		this(new StompSessions(), heartbeats, echo);
	}

	StompPostProcessor(StompSessions sessions, Supplier<StompHeartbeats> heartbeats, Supplier<RelayEcho> echo) {
		this.sessions = sessions;
		this.heartbeats = heartbeats;
		this.echo = echo;
	}

	/**
	 * Returns that this goes before what makes proxies.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ExecutorSubscribableChannel channel && CHANNELS.contains(beanName)) {
			return counting(channel, beanName);
		}
		if (bean instanceof SimpAnnotationMethodMessageHandler handler) {
			countAsyncReturnValues(handler);
		}
		else if (bean instanceof SimpleBrokerMessageHandler broker && broker.getTaskScheduler() != null) {
			broker.setTaskScheduler(this.heartbeats.get().scheduler());
		}
		else if (bean instanceof StompBrokerRelayMessageHandler) {
			this.sessions.onArrival(this.echo.get());
		}
		return bean;
	}

	/**
	 * Returns the channel once more, with an executor that counts. That executor is the
	 * one place where each task comes by exactly once: an interceptor does not learn of a
	 * task before it runs, nor that another interceptor has prevented it.
	 */
	private Object counting(ExecutorSubscribableChannel original, String beanName) {
		Executor executor = original.getExecutor();
		if (executor == null) {
			// Handled on the sender's thread, and so a part of what that thread does
			return original;
		}
		if (original.getClass() != ExecutorSubscribableChannel.class || !original.getSubscribers().isEmpty()) {
			logger.warn("STOMP messages in '" + beanName + "' are not waited for when sessions are drained: "
					+ original.getClass().getName()
					+ " is not Spring's own channel, or is subscribed to already, and is left as it is");
			return original;
		}
		ExecutorSubscribableChannel counting = new ExecutorSubscribableChannel(
				new CountingExecutor(executor, this.sessions));
		counting.setBeanName(original.getBeanName());
		counting.setLogger(original.getLogger());
		counting.setInterceptors(original.getInterceptors());
		return counting;
	}

	private void countAsyncReturnValues(SimpAnnotationMethodMessageHandler handler) {
		List<HandlerMethodReturnValueHandler> handlers = handler.getReturnValueHandlers()
			.stream()
			.map(this::counting)
			.toList();
		handler.setReturnValueHandlers(null);
		handler.setReturnValueHandlers(handlers);
	}

	private HandlerMethodReturnValueHandler counting(HandlerMethodReturnValueHandler original) {
		return (original instanceof AsyncHandlerMethodReturnValueHandler async)
				? new CountedReturnValues(async, this.sessions) : original;
	}

}
