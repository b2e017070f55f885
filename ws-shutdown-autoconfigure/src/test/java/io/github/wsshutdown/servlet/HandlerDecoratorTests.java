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

package io.github.wsshutdown.servlet;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.ExceptionWebSocketHandlerDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.FakeTimer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerDecorator}.
 */
class HandlerDecoratorTests {

	private final CloseLanes lanes = CloseLanes.ofPlatformThreads(new FakeTimer());

	private final HandlerDecorator decorator = new HandlerDecorator(new ConnectionRegistry(new FakeTimer()), this.lanes,
			List.of());

	private final WebSocketHandler handler = new TextWebSocketHandler();

	@AfterEach
	void close() {
		this.lanes.close();
	}

	@Test
	void handlerIsWrapped() {
		WebSocketHandler decorated = this.decorator.decorate(this.handler);
		assertThat(decorated).isInstanceOf(TrackingHandler.class);
		assertThat(WebSocketHandlerDecorator.unwrap(decorated)).isSameAs(this.handler);
	}

	@Test
	void wrappedHandlerIsNotWrappedAgain() {
		WebSocketHandler decorated = this.decorator.decorate(this.handler);
		assertThat(this.decorator.decorate(decorated)).isSameAs(decorated);
	}

	@Test
	void handlerThatIsWrappedFurtherInIsNotWrappedAgain() {
		WebSocketHandler decorated = new ExceptionWebSocketHandlerDecorator(
				new WebSocketHandlerDecorator(this.decorator.decorate(this.handler)));
		assertThat(this.decorator.decorate(decorated)).isSameAs(decorated);
	}

	@Test
	void otherDecoratorsDoNotCountAsTracking() {
		WebSocketHandler decorated = new ExceptionWebSocketHandlerDecorator(this.handler);
		assertThat(this.decorator.decorate(decorated)).isInstanceOf(TrackingHandler.class);
	}

	@Test
	void chainOfDecoratorsCanBeRead() {
		assertThat(this.decorator.decorate(new ExceptionWebSocketHandlerDecorator(this.handler)).toString())
			.contains("TrackingHandler", "ExceptionWebSocketHandlerDecorator", "TextWebSocketHandler");
	}

}
