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

package io.github.wsshutdown.benchmarks.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;

import io.github.wsshutdown.benchmarks.JavaProcess;

/**
 * A WebFlux application on Reactor Netty with the settings of Spring Boot and of the
 * starter, but for its arguments. It answers {@code open} with the number of its
 * sessions, and {@code close} with two times in milliseconds: until the graceful shutdown
 * of the web server was over, and until the context was closed. Then it ends.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class NettyServer implements WebFluxConfigurer {

	/**
	 * Where clients connect.
	 */
	static final String PATH = "/chat";

	/**
	 * Below the phase of the graceful shutdown, above that in which the web server stops.
	 */
	private static final int AFTER_GRACEFUL_SHUTDOWN = SmartLifecycle.DEFAULT_PHASE - 1024 - 512;

	private static final String[] PROPERTIES = { "server.port=0", "spring.main.banner-mode=off",
			"spring.main.register-shutdown-hook=false", "logging.level.root=error" };

	private final AtomicInteger open = new AtomicInteger();

	@Override
	public WebSocketService getWebSocketService() {
		return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy());
	}

	@Bean
	NettyReactiveWebServerFactory webServerFactory() {
		return new NettyReactiveWebServerFactory();
	}

	@Bean
	SimpleUrlHandlerMapping handlers() {
		WebSocketHandler handler = (session) -> {
			this.open.incrementAndGet();
			return session.receive().doFinally((signal) -> this.open.decrementAndGet()).then();
		};
		return new SimpleUrlHandlerMapping(Map.of(PATH, handler), Ordered.HIGHEST_PRECEDENCE);
	}

	@Bean
	StopWatch stopWatch() {
		return new StopWatch();
	}

	public static void main(String[] args) throws IOException {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(NettyServer.class)
			.web(WebApplicationType.REACTIVE)
			.properties(PROPERTIES)
			.run(args);
		JavaProcess.answer(context.getEnvironment().getRequiredProperty("local.server.port"));
		AtomicInteger open = context.getBean(NettyServer.class).open;
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String command = commands.readLine(); "open".equals(command); command = commands.readLine()) {
			JavaProcess.answer(open.get());
		}
		StopWatch stopWatch = context.getBean(StopWatch.class);
		long begin = System.nanoTime();
		context.close();
		JavaProcess.answer(millis(stopWatch.stoppedAt - begin) + " " + millis(System.nanoTime() - begin));
		Runtime.getRuntime().halt(0);
	}

	private static double millis(long nanos) {
		return (double) nanos / TimeUnit.MILLISECONDS.toNanos(1);
	}

	/**
	 * Is stopped as soon as the graceful shutdown of the web server is over.
	 */
	static final class StopWatch implements SmartLifecycle {

		private volatile boolean running;

		private volatile long stoppedAt;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.stoppedAt = System.nanoTime();
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return AFTER_GRACEFUL_SHUTDOWN;
		}

	}

}
