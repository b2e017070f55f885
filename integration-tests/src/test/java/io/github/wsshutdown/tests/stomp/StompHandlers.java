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
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.Trouble;

/**
 * Has commands sent to a message handler method, and answers by way of the simple broker,
 * or of an external one.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
@Import(StompCommands.class)
public class StompHandlers implements WebSocketMessageBrokerConfigurer {

	private final StompSessions sessions;

	private final ObjectProvider<MessageChannel> channels;

	private final TaskScheduler scheduler;

	private final int inboundThreads;

	private final int relayPort;

	private final boolean inOrder;

	private final Confirmations confirmations = new Confirmations();

	StompHandlers(Trouble trouble, ObjectProvider<MessageChannel> channels,
			@Lazy @Qualifier("messageBrokerTaskScheduler") TaskScheduler scheduler,
			@Value("${tests.inbound-threads:16}") int inboundThreads, @Value("${tests.relay-port:0}") int relayPort,
			@Value("${tests.in-order:false}") boolean inOrder) {
		this.sessions = new StompSessions(trouble);
		this.channels = channels;
		this.scheduler = scheduler;
		this.inboundThreads = inboundThreads;
		this.relayPort = relayPort;
		this.inOrder = inOrder;
	}

	@Bean
	Confirmations confirmations() {
		return this.confirmations;
	}

	@Bean
	StompSessions stompSessions() {
		return this.sessions;
	}

	@Override
	public void registerStompEndpoints(StompEndpointRegistry registry) {
		registry.addEndpoint(Endpoints.COMMANDS, Endpoints.OTHER, Endpoints.TROUBLE);
	}

	@Override
	public void configureMessageBroker(MessageBrokerRegistry registry) {
		if (this.relayPort != 0) {
			registry.enableStompBrokerRelay("/topic", "/queue").setRelayHost("127.0.0.1").setRelayPort(this.relayPort);
		}
		else {
			registry.enableSimpleBroker("/topic", "/queue")
				.setTaskScheduler(this.scheduler)
				.setHeartbeatValue(new long[] { 200, 200 });
		}
		registry.setApplicationDestinationPrefixes("/app");
		registry.setPreservePublishOrder(this.inOrder);
	}

	@Override
	public void configureWebSocketTransport(WebSocketTransportRegistration registration) {
		registration.addDecoratorFactory(this.sessions);
	}

	@Override
	public void configureClientInboundChannel(ChannelRegistration registration) {
		registration.executor(pool("inbound-", this.inboundThreads)).interceptors(this.sessions.troublemaker());
		if (this.relayPort == 0) {
			registration.interceptors(new Receipts(this.channels));
		}
	}

	@Override
	public void configureClientOutboundChannel(ChannelRegistration registration) {
		registration.executor(pool("outbound-", 16)).interceptors(this.confirmations);
	}

	/**
	 * Returns a pool that is large enough for every client that blocks a thread of it,
	 * and whose shutdown does not wait for a handler that closes the context.
	 */
	private static ThreadPoolTaskExecutor pool(String name, int threads) {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setThreadNamePrefix(name);
		pool.setCorePoolSize(threads);
		pool.setAcceptTasksAfterContextClose(true);
		return pool;
	}

}
