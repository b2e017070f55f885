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

package io.github.wsshutdown.servlet.sockjs;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import io.github.wsshutdown.drain.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link Exchange}.
 */
class ExchangeTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final Exchange exchange = new Exchange(this.request, this.response, new SockJsWire());

	private final AtomicInteger completions = new AtomicInteger();

	@BeforeEach
	void start() {
		this.request.setAsyncSupported(true);
		this.exchange.startAsync(this.request, this.response);
		this.request.getAsyncContext().addListener(new AsyncListener() {

			@Override
			public void onComplete(AsyncEvent event) {
				ExchangeTests.this.completions.incrementAndGet();
			}

			@Override
			public void onTimeout(AsyncEvent event) {
			}

			@Override
			public void onError(AsyncEvent event) {
			}

			@Override
			public void onStartAsync(AsyncEvent event) {
			}

		});
		this.exchange.handled();
	}

	@Test
	void responseIsCompletedOnceAndNotWrittenToAfterwards() {
		assertThat(this.exchange.isOpen()).isTrue();
		this.exchange.complete();
		assertThat(this.exchange.isOpen()).isFalse();
		assertThat(this.completions).hasValue(1);
		assertThatIOException().isThrownBy(() -> this.exchange.write(() -> {
		}));
	}

	@Test
	void responseThatTheContainerHasEndedIsLeftAlone() {
		this.exchange.ended();
		assertThat(this.exchange.isOpen()).isFalse();
		this.exchange.complete();
		assertThat(this.completions).hasValue(0);
	}

	@Test
	void requestThatBelongsToNoSessionIsLeftAlone() {
		Exchange foreign = new Exchange(this.request, this.response, null);
		foreign.startAsync(this.request, this.response);
		foreign.handled();
		assertThat(foreign.isOpen()).isFalse();
		foreign.flushed();
		foreign.ended();
		assertThat(foreign.isFailed()).isFalse();
	}

	@Test
	void sessionWithoutARequestCanBeCut() {
		SockJsWire wire = new SockJsWire();
		assertThat(wire.isWriting()).isFalse();
		wire.cut(Outcome.TERMINATED);
		assertThat(wire.ended().toCompletableFuture()).isCompletedWithValue(Outcome.TERMINATED);
	}

	@ParameterizedTest
	@CsvSource({ "/chat/**, /chat", "/**, /", "/chat, /chat" })
	void endpointIsWhatWasRegistered(String pattern, String endpoint) {
		assertThat(SockJsGuard.registeredPath(pattern)).isEqualTo(endpoint);
	}

}
