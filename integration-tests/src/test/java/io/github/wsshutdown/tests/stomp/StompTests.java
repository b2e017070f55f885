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

package io.github.wsshutdown.tests.stomp;

import java.util.List;

import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.Dialect;
import io.github.wsshutdown.tests.client.Stomp;
import io.github.wsshutdown.tests.contract.WebSocketContractTests;

/**
 * The contract for STOMP with the simple broker.
 */
class StompTests extends WebSocketContractTests {

	@Override
	protected List<Class<?>> sources() {
		return List.of(TestApplication.class, StompHandlers.class);
	}

	@Override
	protected Dialect dialect() {
		return new Stomp();
	}

	/**
	 * When a session is closed, a {@code DISCONNECT} goes through the same executor, once
	 * for each of the three handlers of Spring: annotated methods, the broker, and what
	 * belongs to a user.
	 */
	@Override
	public int mostInFlightWithOneMessage() {
		return 4;
	}

}
