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

package io.github.wsshutdown.tests.servlet;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.contract.Thorough;
import io.github.wsshutdown.tests.contract.WebSocketContractTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract for raw handlers.
 */
class RawHandlerTests extends WebSocketContractTests {

	@Override
	protected List<Class<?>> sources() {
		return List.of(TestApplication.class, RawHandlers.class);
	}

	@Test
	@Thorough
	void codeIsThatOfTheApplicationIfItCloses() {
		RunningApplication application = start();
		application.connect(Endpoints.COMMANDS).say("close 4000");
		assertThat(application.awaitEndings(1).get(0).closeCode()).hasValue(4000);
	}

	@Test
	@Thorough
	void peerThatOnlyEndsItsTransportHasNotClosed() {
		RunningApplication application = start();
		application.connect(Endpoints.COMMANDS).halfClose();
		assertThat(application.awaitEndings(1).get(0).closeCode()).hasValue(1006);
	}

}
