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

package io.github.wsshutdown.tests.blocking;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.github.wsshutdown.tests.contract.Essential;
import io.github.wsshutdown.tests.contract.WebSocketContractTests;
import io.github.wsshutdown.tests.reactive.ReactiveApplication;
import io.github.wsshutdown.tests.reactive.ReactiveHandlers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract for WebFlux handlers, and that no event loop is blocked by what this
 * library does on it. BlockHound cannot instrument JDK 25.
 */
@EnabledForJreRange(max = JRE.JAVA_21)
@ExtendWith(BlockingCalls.class)
@Essential
class BlockingCallTests extends WebSocketContractTests {

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
	@Disabled("A handler of WebFlux that has not completed is waited for")
	public void handlerThatBlocksWhenAConnectionEndsDelaysNobody() {
	}

	@Test
	void whoBlocksIsFound() {
		Mono.fromRunnable(() -> LockSupport.parkNanos(1)).subscribeOn(Schedulers.parallel()).block();
		assertThat(BlockingCalls.found()).anyMatch((stack) -> stack.toString().contains("whoBlocksIsFound"));
	}

}
