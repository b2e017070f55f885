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

package io.github.wsshutdown.benchmarks.context;

import java.util.concurrent.TimeUnit;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

import io.github.wsshutdown.benchmarks.JavaProcess;

/**
 * A WebSocket application that nobody connects to; as a program, it starts, closes once,
 * and tells how long that took.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSocket
class EmptyApplication implements WebSocketConfigurer {

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(new AbstractWebSocketHandler() {
		}, "/chat");
	}

	/**
	 * Starts a context and closes it.
	 * @return how long the closing took, in milliseconds
	 */
	static double startAndClose(Variant variant) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(EmptyApplication.class)
			.properties(variant.properties())
			.run();
		long before = System.nanoTime();
		context.close();
		return (double) (System.nanoTime() - before) / TimeUnit.MILLISECONDS.toNanos(1);
	}

	public static void main(String[] args) {
		JavaProcess.answer(startAndClose(Variant.valueOf(args[0])));
	}

}
