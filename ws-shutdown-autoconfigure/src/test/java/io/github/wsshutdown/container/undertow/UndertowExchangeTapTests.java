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

package io.github.wsshutdown.container.undertow;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.UndertowHttpHandlerAdapter;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UndertowExchangeTap}, with Spring's adapter.
 */
@SuppressWarnings("removal")
class UndertowExchangeTapTests {

	private static final int PATIENCE = 20;

	private final Sinks.Many<Publisher<DataBuffer>> body = Sinks.many().unicast().onBackpressureBuffer();

	private final CountDownLatch suspending = new CountDownLatch(1);

	private final CountDownLatch resumed = new CountDownLatch(1);

	private Undertow server;

	@BeforeEach
	void start() {
		this.server = Undertow.builder()
			.addHttpListener(0, "localhost")
			.setIoThreads(1)
			.setHandler(new UndertowHttpHandlerAdapter(this::handle))
			.build();
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.resumed.countDown();
		this.server.stop();
	}

	/**
	 * The I/O thread finds that there is nothing to write, and is late to act on it.
	 */
	@Test
	void eventThatIsEmittedWhileTheServerGoesToRestIsWritten() throws Exception {
		CompletableFuture<String> received = receive();
		emit("first ");
		assertThat(this.suspending.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
		emit("second");
		this.body.tryEmitComplete().orThrow();
		assertThat(received.get(PATIENCE, TimeUnit.SECONDS)).isEqualTo("first second");
	}

	private Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		HttpServerExchange exchange = ServerHttpRequestDecorator.getNativeRequest(request);
		assertThat(new UndertowExchangeTap().wireOf(exchange)).isNull();
		exchange.addResponseWrapper((factory, wrapped) -> new Late(factory.create()));
		return response.writeAndFlushWith(this.body.asFlux());
	}

	private void emit(String text) {
		this.body
			.tryEmitNext(Mono.just(DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8))))
			.orThrow();
	}

	private CompletableFuture<String> receive() {
		int port = ((InetSocketAddress) this.server.getListenerInfo().get(0).getAddress()).getPort();
		return HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + port)).build(),
					HttpResponse.BodyHandlers.ofString())
			.thenApply(HttpResponse::body);
	}

	/**
	 * Suspends writes on the I/O thread only when another thread has resumed them.
	 */
	private final class Late extends AbstractStreamSinkConduit<StreamSinkConduit> {

		private Late(StreamSinkConduit next) {
			super(next);
		}

		@Override
		public void resumeWrites() {
			super.resumeWrites();
			if (UndertowExchangeTapTests.this.suspending.getCount() == 0) {
				UndertowExchangeTapTests.this.resumed.countDown();
			}
		}

		@Override
		public void suspendWrites() {
			if (Thread.currentThread() == getWriteThread()) {
				UndertowExchangeTapTests.this.suspending.countDown();
				try {
					UndertowExchangeTapTests.this.resumed.await(PATIENCE, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			super.suspendWrites();
		}

	}

}
