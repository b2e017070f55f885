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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.contract.Thorough;
import io.github.wsshutdown.tests.contract.WebSocketContractTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The contract for WebFlux handlers.
 */
class ReactiveHandlerTests extends WebSocketContractTests {

	@Override
	protected List<Class<?>> sources() {
		return List.of(ReactiveApplication.class, ReactiveHandlers.class);
	}

	@Override
	protected List<String> properties() {
		return List.of("spring.main.web-application-type=reactive");
	}

	@Override
	public boolean knowsHandlersThread() {
		return false;
	}

	@Override
	@Test
	public void clientThatCompressesIsToldWhy() throws Exception {
		assumeThat(ClassUtils.isPresent("io.undertow.Undertow", null)).as("Undertow compresses nothing there")
			.isFalse();
		super.clientThatCompressesIsToldWhy();
	}

	/**
	 * A handler that has not completed may still have something to send, so it is waited
	 * for.
	 */
	@Override
	@Test
	@Thorough
	public void handlerThatBlocksWhenAConnectionEndsDelaysNobody() {
		RunningApplication application = start("ws-shutdown.in-flight.grace=1s");
		List<WireClient> blocking = application.connect(40, Endpoints.TROUBLE + "?hold=close");
		List<WireClient> healthy = application.connect(20, Endpoints.COMMANDS);
		CompletableFuture<Void> closing = application.beginToClose();
		Stream.of(blocking, healthy).flatMap(List::stream).forEach((client) -> {
			assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
			assertThat(client.ended()).succeedsWithin(PATIENCE);
		});
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(60);
	}

}
