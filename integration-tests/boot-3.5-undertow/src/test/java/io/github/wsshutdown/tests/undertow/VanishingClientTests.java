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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.ReflectionTestUtils;

import io.github.wsshutdown.container.undertow.UndertowTap;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A connection that ends while it is being upgraded leaves nothing behind, though nobody
 * tracks its session.
 */
class VanishingClientTests {

	private final RunningApplication application = RunningApplication.start(
			List.of(TestApplication.class, RawHandlers.class, Cutting.class),
			"ws-shutdown.exclude-beans=webSocketHandlerMapping");

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void nothingIsKeptOfAConnectionThatEndsBeforeItsSessionOpens() {
		assertThatException().isThrownBy(() -> this.application.connect(Endpoints.COMMANDS));
		assertThat(this.application.context().getBean(Cutting.class).done).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(this.application.drainAtOnce().total()).isZero();
		UndertowTap tap = this.application.context().getBean(UndertowTap.class);
		assertThat((Map<?, ?>) ReflectionTestUtils.getField(tap, "upgrades")).isEmpty();
	}

	/**
	 * Cuts each connection when it has been told to be upgraded.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Cutting {

		private final CompletableFuture<Void> done = new CompletableFuture<>();

		@Bean
		Filter cuttingFilter() {
			return (request, response, chain) -> {
				HttpServerExchange exchange = ServletRequestContext.requireCurrent().getExchange();
				// The listener that was added last comes first, and sees the others done
				exchange.addExchangeCompleteListener((completed, next) -> {
					next.proceed();
					this.done.complete(null);
				});
				chain.doFilter(request, response);
				exchange.getConnection().close();
			};
		}

	}

}
