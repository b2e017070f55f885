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

package io.github.wsshutdown.tests.environment;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handler that has a lifecycle of its own.
 */
class LifecycleHandlerTests {

	private RunningApplication application;

	private void start(int phase) {
		this.application = RunningApplication.start(
				List.of(TestApplication.class, RawHandlers.class, HandlerWithLifecycle.class), "tests.phase=" + phase);
	}

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void handlerOfALowerPhaseIsStoppedWhenItsSessionsHaveEnded() {
		start(Integer.MAX_VALUE - 1);
		HandlerWithLifecycle handler = this.application.context().getBean(HandlerWithLifecycle.class);
		WireClient client = this.application.connect(HandlerWithLifecycle.PATH);
		this.application.close();
		assertThat(client.closed()).succeedsWithin(RunningApplication.PATIENCE).extracting("code").isEqualTo(1001);
		assertThat(handler.stopped).succeedsWithin(RunningApplication.PATIENCE).isEqualTo(0);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Test
	void handlerOfTheSamePhaseIsStoppedBesideTheDrain() throws Exception {
		start(SmartLifecycle.DEFAULT_PHASE);
		HandlerWithLifecycle handler = this.application.context().getBean(HandlerWithLifecycle.class);
		WireClient client = this.application.connect(Endpoints.COMMANDS);
		client.say("hold work");
		assertThat(client.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain();
		assertThat(handler.stopped).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(closing).isNotDone();
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(client.transcript()).startsWith("begun", "done", "close 1001");
	}

	/**
	 * Tells how many of its sessions were open when it was stopped.
	 */
	static class HandlerWithLifecycle extends TextWebSocketHandler implements SmartLifecycle, WebSocketConfigurer {

		static final String PATH = "/with-lifecycle";

		private final Set<WebSocketSession> sessions = ConcurrentHashMap.newKeySet();

		private final CompletableFuture<Integer> stopped = new CompletableFuture<>();

		private final int phase;

		HandlerWithLifecycle(@Value("${tests.phase}") int phase) {
			this.phase = phase;
		}

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			registry.addHandler(this, PATH);
		}

		@Override
		public void afterConnectionEstablished(WebSocketSession session) {
			this.sessions.add(session);
		}

		@Override
		public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
			this.sessions.remove(session);
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
			this.stopped.complete(this.sessions.size());
		}

		@Override
		public boolean isRunning() {
			return !this.stopped.isDone();
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

}
