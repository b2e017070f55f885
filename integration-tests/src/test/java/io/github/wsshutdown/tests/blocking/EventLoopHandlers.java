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

package io.github.wsshutdown.tests.blocking;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.reactive.InFlight;
import io.github.wsshutdown.tests.application.Endpoints;

/**
 * A handler that answers on the event loop that has received the message. Work begins
 * with {@code begin}, and ends with {@code end}.
 */
@Configuration(proxyBeanMethods = false)
class EventLoopHandlers {

	@Bean
	HandlerMapping webSockets() {
		return new SimpleUrlHandlerMapping(Map.of(Endpoints.COMMANDS, (WebSocketHandler) EventLoopHandlers::echo), -1);
	}

	private static Mono<Void> echo(WebSocketSession session) {
		Queue<InFlight> works = new ConcurrentLinkedQueue<>();
		return session.send(session.receive().map((message) -> {
			String text = message.getPayloadAsText();
			if (text.equals("begin")) {
				works.add(InFlight.begin(session));
			}
			else {
				works.forEach(InFlight::close);
			}
			return session.textMessage(text);
		}));
	}

}
