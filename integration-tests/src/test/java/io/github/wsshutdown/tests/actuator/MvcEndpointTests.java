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

package io.github.wsshutdown.tests.actuator;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint on Spring MVC.
 */
class MvcEndpointTests extends EndpointContract {

	private Class<?> security = Open.class;

	@Override
	RunningApplication startApplication(String... properties) {
		return RunningApplication.start(List.of(TestApplication.class, RawHandlers.class, this.security), properties);
	}

	@Test
	void endpointOnAPortOfItsOwnAnswersWhileTheApplicationEnds() throws Exception {
		RunningApplication application = start("management.endpoint.websockets.access=unrestricted",
				"management.server.port=0", "management.server.address=127.0.0.1");
		int port = application.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
		assertThat(port).isNotEqualTo(application.port());
		answersWhileTheApplicationEnds(new Actuator(port, null));
	}

	@Test
	void operatorsAreShownMoreThanOthersAndMayDoMore() throws Exception {
		this.security = Locked.class;
		RunningApplication application = start("management.endpoint.websockets.access=unrestricted",
				"management.endpoint.websockets.roles=OPERATOR");
		WireClient client = application
			.connect(application.knock(Endpoints.COMMANDS).header("Authorization", Actuator.credentials("ann")));
		client.say("echo open");
		assertThat(client.hear()).isEqualTo("open");
		Actuator nobody = Actuator.of(application);
		nobody.get("").expect(401);
		nobody.post("{}").expect(401);
		Actuator reader = nobody.as("ann");
		Map<String, Object> hidden = reader.get("/connections").expect(200).connections().get(0);
		assertThat(hidden).containsEntry("endpoint", Endpoints.COMMANDS).doesNotContainKeys("user", "remote");
		assertThat(reader.get("/" + hidden.get("id")).expect(200).json()).doesNotContainKeys("user", "remote");
		reader.get("/connections?user=ann").expect(403);
		reader.post("{\"dryRun\": true}").expect(403);
		reader.delete("/" + hidden.get("id")).expect(403);
		Actuator operator = nobody.as("olga");
		Map<String, Object> shown = operator.get("/connections?user=ann").expect(200).connections().get(0);
		assertThat(shown).containsEntry("id", hidden.get("id")).containsEntry("user", "ann");
		assertThat((String) shown.get("remote")).contains("127.0.0.1");
		assertThat(operator.get("/connections?user=olga").expect(200).connections()).isEmpty();
		assertThat(operator.post("{\"user\": \"ann\"}").expect(202).at("scope")).isEqualTo("everything of user ann");
		assertThat(client.closed()).succeedsWithin(RunningApplication.PATIENCE);
		application.awaitReport();
		assertThat(operator.get("").at("state")).isEqualTo("ACCEPTING");
	}

	@Test
	void nothingMayBeDoneUnlessThatIsConfigured() throws Exception {
		RunningApplication application = start();
		Actuator actuator = Actuator.of(application);
		actuator.get("").expect(200);
		actuator.post("{}").expect(405);
		actuator.delete("").expect(405);
		actuator.delete("/" + "0".repeat(32)).expect(405);
	}

}
