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

package io.github.wsshutdown.benchmarks.core;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.SystemTimer;
import io.github.wsshutdown.servlet.HandlerDecorator;

/**
 * What a message costs on its way to a handler that does nothing: without the starter,
 * with it, and what of that is the counting.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MessageBenchmark {

	private final SystemTimer timer = new SystemTimer();

	private final CloseLanes lanes = CloseLanes.ofPlatformThreads(this.timer);

	private final Activity activity = new Activity(new CoarseClock());

	private final WebSocketMessage<?> message = new TextMessage("hello");

	private final WebSocketSession session = new StandardWebSocketSession(null, null, null, null);

	private final WebSocketHandler bare = new NoOpHandler();

	private WebSocketHandler tracked = this.bare;

	@Setup
	public void establish() throws Exception {
		ConnectionRegistry registry = new ConnectionRegistry(this.timer);
		Handshake handshake = new Handshake(registry.tryAdmit(Handshake.WEBSOCKET, "/chat").orElseThrow(), "/chat");
		handshake.upgraded(new IdleWire());
		this.session.getAttributes().put(Handshake.ATTRIBUTE, handshake);
		this.tracked = new HandlerDecorator(registry, this.lanes, List.of()).decorate(this.bare);
		this.tracked.afterConnectionEstablished(this.session);
	}

	@TearDown
	public void close() {
		this.lanes.close();
		this.timer.close();
	}

	@Benchmark
	public void bare() throws Exception {
		this.bare.handleMessage(this.session, this.message);
	}

	@Benchmark
	public void tracked() throws Exception {
		this.tracked.handleMessage(this.session, this.message);
	}

	@Benchmark
	public void countingAlone() {
		this.activity.beginHere();
		this.activity.endHere();
	}

	private static final class NoOpHandler extends AbstractWebSocketHandler {

		@Override
		@CompilerControl(CompilerControl.Mode.DONT_INLINE)
		public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
		}

	}

	private static final class IdleWire implements Wire {

		private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

		@Override
		public CompletionStage<Outcome> ended() {
			return this.ended;
		}

		@Override
		public boolean isWriting() {
			return false;
		}

		@Override
		public void beforeClose(@Nullable Object nativeSession, Duration writeTimeout) {
		}

		@Override
		public boolean isCloseWritten() {
			return false;
		}

		@Override
		public void afterClose() {
		}

		@Override
		public void cut(Outcome outcome) {
		}

	}

}
