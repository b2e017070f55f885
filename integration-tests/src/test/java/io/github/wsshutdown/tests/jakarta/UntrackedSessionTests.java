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

package io.github.wsshutdown.tests.jakarta;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A session that nobody can track works as ever.
 */
@DisabledIf("io.github.wsshutdown.tests.jakarta.Containers#openSpringSessionsAsJakartaSessions")
@ExtendWith(OutputCaptureExtension.class)
class UntrackedSessionTests {

	private final RunningApplication application = RunningApplication
		.start(List.of(TestApplication.class, DirectHandshakes.class));

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void sessionThatHasJustOpenedHoldsUpNoDrain() throws Exception {
		WireClient client = this.application.connect("/direct/idle");
		client.say("echo first");
		assertThat(client.hear()).isEqualTo("first");
		assertThat(this.application.drainAtOnce().total()).isZero();
		client.say("echo last");
		assertThat(client.hear()).isEqualTo("last");
	}

	@Test
	@EnabledIf("io.github.wsshutdown.tests.jakarta.Containers#openSpringSessionsByTheirOwnApi")
	void sessionThatIsOfNoJakartaEndpointIsToldOf(CapturedOutput output) {
		WireClient client = this.application.connect("/direct/red");
		client.sayGoodbye(1000);
		await().atMost(RunningApplication.PATIENCE)
			.until(() -> output.toString().contains("A WebSocket session at /direct/red"));
	}

}
