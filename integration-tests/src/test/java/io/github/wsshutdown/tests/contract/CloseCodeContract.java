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

package io.github.wsshutdown.tests.contract;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.Ending;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners are told with which code a connection was closed.
 */
interface CloseCodeContract extends Contract {

	@Test
	default void codeIsThatOfWhoeverCloses() throws Exception {
		RunningApplication application = start();
		open(application).sayGoodbye(1000);
		assertThat(application.awaitEndings(1).get(0).closeCode()).hasValue(1000);
		open(application).sayGoodbye(4001);
		assertThat(application.awaitEndings(2).get(1).closeCode()).hasValue(4001);
		open(application);
		application.close();
		Ending drained = application.awaitEndings(3).get(2);
		assertThat(drained.closeCode()).hasValue(1001);
		assertThat(drained.outcome()).isEqualTo(Outcome.PEER_ANSWERED);
		assertThat(drained.answeredAfter()).isPresent();
		assertThat(drained.drained()).isTrue();
	}

	@Test
	@Thorough
	default void connectionThatEndsWithoutACloseHasTheCodeThatStandsForThat() throws Exception {
		RunningApplication application = start();
		open(application).vanish();
		Ending gone = application.awaitEndings(1).get(0);
		assertThat(gone.closeCode()).hasValue(1006);
		assertThat(gone.outcome()).isEqualTo(Outcome.PEER_GONE);
	}

	private static WireClient open(RunningApplication application) throws Exception {
		WireClient client = application.connect(Endpoints.COMMANDS);
		client.say("echo hello");
		assertThat(client.hear()).isEqualTo("hello");
		return client;
	}

}
