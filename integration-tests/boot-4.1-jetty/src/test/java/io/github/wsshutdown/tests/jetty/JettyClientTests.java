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

package io.github.wsshutdown.tests.jetty;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the client that Jetty has of its own sees.
 */
class JettyClientTests {

	@ParameterizedTest
	@ValueSource(ints = { 1001, 1012 })
	void clientOfJettyIsToldWhy(int status) throws Exception {
		RunningApplication application = RunningApplication.start(List.of(TestApplication.class, RawHandlers.class),
				"ws-shutdown.close.status=" + status);
		WebSocketClient client = new WebSocketClient();
		client.start();
		try {
			Listening listener = new Listening();
			client.connect(listener, URI.create("ws://127.0.0.1:" + application.port() + Endpoints.COMMANDS))
				.get(RunningApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(listener.heard).succeedsWithin(RunningApplication.PATIENCE);
			application.close();
			assertThat(listener.closed).succeedsWithin(RunningApplication.PATIENCE)
				.isEqualTo(new CloseFrame(status, "Server is shutting down"));
		}
		finally {
			client.stop();
		}
	}

	/**
	 * Public, as Jetty's client wants it.
	 */
	public static final class Listening implements Session.Listener.AutoDemanding {

		private final CompletableFuture<String> heard = new CompletableFuture<>();

		private final CompletableFuture<CloseFrame> closed = new CompletableFuture<>();

		@Override
		public void onWebSocketOpen(Session session) {
			session.sendText("echo hello", Callback.NOOP);
		}

		@Override
		public void onWebSocketText(String message) {
			this.heard.complete(message);
		}

		@Override
		public void onWebSocketClose(int statusCode, String reason, Callback callback) {
			this.closed.complete(new CloseFrame(statusCode, reason));
			callback.succeed();
		}

	}

}
