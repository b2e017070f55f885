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

package io.github.wsshutdown.tests.environment;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The path of the dispatcher servlet is a part of the path within the application.
 */
class ServletPathTests {

	private RunningApplication application;

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void handlersBelowAServletPathAreDrainedUnlessExcluded() throws Exception {
		this.application = RunningApplication.start(List.of(TestApplication.class, RawHandlers.class),
				"spring.mvc.servlet.path=/servlet", "ws-shutdown.exclude-paths=/servlet" + Endpoints.OTHER);
		this.application.connect("/servlet" + Endpoints.OTHER);
		WireClient idle = this.application.connect("/servlet" + Endpoints.COMMANDS);
		WireClient busy = this.application.connect("/servlet" + Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		assertThat(idle.closed()).succeedsWithin(RunningApplication.PATIENCE).extracting("code").isEqualTo(1001);
		assertThat(this.application.knock("/servlet" + Endpoints.COMMANDS).response().status()).isEqualTo(503);
		assertThat(this.application.knock("/servlet" + Endpoints.OTHER).response().status()).isEqualTo(101);
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(busy.transcript()).startsWith("begun", "done", "close 1001");
		assertThat(this.application.awaitReport().total()).isEqualTo(2);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(2);
	}

}
