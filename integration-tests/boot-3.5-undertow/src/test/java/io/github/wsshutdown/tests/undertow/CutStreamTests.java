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

package io.github.wsshutdown.tests.undertow;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.HttpServletRequestImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.github.wsshutdown.container.ResponseTap;
import io.github.wsshutdown.container.undertow.UndertowResponseTap;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Undertow ends the exchange of a stream that was cut when its channel is used the next
 * time. There may be no next time: who writes may have learned of the cut before Undertow
 * remembers it.
 */
class CutStreamTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final String EVENT = "data:tick\n\n";

	private final RunningApplication application = RunningApplication
		.start(List.of(TestApplication.class, Ticker.class), "server.http2.enabled=true");

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void exchangeEndsThoughNobodyUsesItsChannelAnyMore() throws Exception {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
		assertThat(client.send(request("/hello"), HttpResponse.BodyHandlers.ofString()).version())
			.isEqualTo(HttpClient.Version.HTTP_2);
		CompletableFuture<HttpResponse<InputStream>> response = client.sendAsync(request("/ticks"),
				HttpResponse.BodyHandlers.ofInputStream());
		Ticker ticker = this.application.context().getBean(Ticker.class);
		HttpServletRequestImpl request = ticker.asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		ticker.emitter.send("tick");
		try (InputStream body = response.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body()) {
			assertThat(body.readNBytes(EVENT.length())).asString().isEqualTo(EVENT);
			// Perhaps the request's own thread has sent that, and was not done with it
			ticker.emitter.send("tick");
			assertThat(body.readNBytes(EVENT.length())).asString().isEqualTo(EVENT);
			ResponseTap tap = new UndertowResponseTap();
			assertThat(tap.cutterOf(request)).satisfies(Runnable::run);
			assertThatIOException().isThrownBy(body::readAllBytes);
			HttpServerExchange exchange = request.getExchange();
			assertThat(exchange.isComplete()).isFalse();
			tap.release(request);
			await().atMost(PATIENCE).until(exchange::isComplete);
		}
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.application.port() + path)).build();
	}

	@RestController
	static class Ticker {

		final CompletableFuture<HttpServletRequestImpl> asked = new CompletableFuture<>();

		final SseEmitter emitter = new SseEmitter(0L);

		@GetMapping("/ticks")
		SseEmitter ticks() throws IOException {
			this.asked.complete(ServletRequestContext.requireCurrent().getOriginalRequest());
			return this.emitter;
		}

	}

}
