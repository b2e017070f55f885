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

package io.github.wsshutdown.tests.reactive;

import java.net.URI;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.github.wsshutdown.tests.application.Commands;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.Trouble;

/**
 * Adds WebFlux handlers. What they send is a feed of its own, beside what they do with
 * what they receive; it ends when the session is closed.
 */
@Configuration(proxyBeanMethods = false)
public class ReactiveHandlers {

	@Bean
	HandlerMapping webSockets(Commands commands, Trouble trouble) {
		WebSocketHandler handler = (session) -> run(commands, session);
		return new SimpleUrlHandlerMapping(Map.of(Endpoints.COMMANDS, handler, Endpoints.OTHER, handler,
				Endpoints.TROUBLE, (WebSocketHandler) (session) -> makeTrouble(trouble, session)), -1);
	}

	private static Mono<Void> run(Commands commands, WebSocketSession session) {
		SinkPeer peer = new SinkPeer(session);
		Mono<Void> handling = session.receive()
			.map((message) -> message.getPayloadAsText())
			.flatMap((line) -> Mono.<Void>fromCallable(() -> {
				commands.run(line, peer);
				return null;
			}).subscribeOn(Schedulers.boundedElastic()))
			.then();
		return session.send(peer.messages().takeUntilOther(session.closeStatus())).and(handling);
	}

	private static Mono<Void> makeTrouble(Trouble trouble, WebSocketSession session) {
		URI uri = session.getHandshakeInfo().getUri();
		return Mono.fromRunnable(() -> trouble.make("open", uri.getQuery()))
			.subscribeOn(Schedulers.boundedElastic())
			.thenMany(session.receive())
			.flatMap((message) -> Mono.fromRunnable(() -> trouble.make("message", uri.getQuery()))
				.subscribeOn(Schedulers.boundedElastic()))
			.then(Mono.<Void>fromRunnable(() -> trouble.make("close", uri.getQuery()))
				.subscribeOn(Schedulers.boundedElastic()));
	}

}
