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

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.tests.actuator.Actuator.Answer;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the endpoint does on whatever serves it.
 */
abstract class EndpointContract {

	private RunningApplication application;

	/**
	 * Starts an application that lets everybody in.
	 */
	abstract RunningApplication startApplication(String... properties);

	/**
	 * Returns how many connections are seen to be busy when one handler is at work.
	 */
	int busyWithOneAtWork() {
		return 1;
	}

	final RunningApplication start(String... properties) {
		this.application = startApplication(
				Stream
					.concat(Stream.of("management.endpoints.web.exposure.include=websockets",
							"server.shutdown=graceful", "spring.security.user.password=secret"), Stream.of(properties))
					.toArray(String[]::new));
		return this.application;
	}

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void operatorSeesAndDrainsAndUndrains() throws Exception {
		start("management.endpoint.websockets.access=unrestricted");
		Actuator actuator = Actuator.of(this.application);
		WireClient first = connectIdle(actuator);
		WireClient second = connectIdle(actuator);
		WireClient busy = connect(actuator, Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		this.application.awaitInFlight(busyWithOneAtWork());

		Answer overview = actuator.get("").expect(200);
		assertThat(overview.at("state")).isEqualTo("ACCEPTING");
		assertThat(overview.at("open", "total")).isEqualTo(3);
		assertThat(overview.at("open", "busy")).isEqualTo(busyWithOneAtWork());
		assertThat(overview.at("open", "byKind", "websocket")).isEqualTo(3);
		assertThat(overview.at("budget", "totalSeconds")).isNotNull();

		Answer page = actuator.get("/connections?endpoint=/other&limit=1").expect(200);
		assertThat(page.connections()).hasSize(1);
		String id = (String) page.connections().get(0).get("id");
		assertThat(page.at("next")).isEqualTo(id);
		assertThat(actuator.get("/" + id).expect(200).at("endpoint")).isEqualTo(Endpoints.OTHER);
		assertThat(actuator.get("/" + "0".repeat(32)).expect(404).at("error")).asString().contains("No connection");
		assertThat(actuator.get("/1").expect(400).at("error")).asString().contains("32 hexadecimal digits");
		assertThat(actuator.get("?precent=10").expect(400).at("error")).asString().contains("no parameter 'precent'");
		assertThat(actuator.get("/connections?user=ann").expect(403).at("error")).asString().contains("show-values");

		Answer plan = actuator.post("{\"dryRun\": true, \"window\": \"10s\", \"timeout\": \"50s\"}").expect(200);
		assertThat(plan.at("total")).isEqualTo(3);
		assertThat(plan.at("windowSeconds")).isEqualTo(10.0);
		assertThat(plan.at("clients")).asString().contains("type=unknown").contains("count=3");
		assertThat(actuator.post("{\"percent\": 0}").expect(400).at("error")).asString().contains("from 1 to 100");
		assertThat(actuator.post("{\"precent\": 10}").expect(400).at("error")).asString().contains("'precent'");
		assertThat(actuator.post("{\"percent\": null}").expect(400).at("error")).asString().contains("no value");
		actuator.post("nonsense").expect(400);
		assertThat(actuator.get("").at("state")).isEqualTo("ACCEPTING");

		assertThat(actuator.delete("/" + id + "?status=4001").expect(202).at("asked")).isEqualTo(true);
		assertThat(first.closed()).succeedsWithin(RunningApplication.PATIENCE).extracting("code").isEqualTo(4001);

		// The order of the drain is to begin with one that has not been asked yet.
		await().atMost(RunningApplication.PATIENCE).until(() -> actuator.get("").at("open", "total").equals(2));

		Answer drain = actuator.post("{\"status\": 1012, \"window\": \"50s\"}").expect(202);
		assertThat(drain.at("scope")).isEqualTo("everything");
		assertThat(second.closed()).succeedsWithin(RunningApplication.PATIENCE).extracting("code").isEqualTo(1012);
		assertThat(this.application.knock(Endpoints.COMMANDS).response().status()).isEqualTo(503);
		assertThat(actuator.post("{}").expect(409).at("drain", "windowSeconds")).isEqualTo(50.0);
		assertThat(actuator.get("").expect(200).at("state")).isEqualTo("DRAINING");

		assertThat(actuator.delete("").expect(200).at("undone")).isEqualTo(true);
		this.application.holds().release("work");
		assertThat(busy.hear()).isEqualTo("done");
		busy.say("echo still here");
		assertThat(busy.hear()).isEqualTo("still here");
		assertThat(actuator.get("").expect(200).at("state")).isEqualTo("ACCEPTING");
	}

	/**
	 * Connects a client and waits until the server knows it. Where Spring Security has
	 * gone on with the handshake on a thread of its own, Reactor Netty loses what a
	 * client says before.
	 */
	final WireClient connect(Actuator actuator, String endpoint) throws Exception {
		int before = open(actuator);
		WireClient client = this.application.connect(endpoint);
		await().atMost(RunningApplication.PATIENCE).until(() -> open(actuator) > before);
		return client;
	}

	private static int open(Actuator actuator) throws Exception {
		return (int) actuator.get("").expect(200).at("open", "total");
	}

	private WireClient connectIdle(Actuator actuator) throws Exception {
		WireClient client = connect(actuator, Endpoints.OTHER);
		client.say("echo open");
		assertThat(client.hear()).isEqualTo("open");
		return client;
	}

	@Test
	void endpointAnswersWhileTheApplicationEndsButCannotStopThat() throws Exception {
		start("management.endpoint.websockets.access=unrestricted");
		answersWhileTheApplicationEnds(Actuator.of(this.application));
	}

	final void answersWhileTheApplicationEnds(Actuator actuator) throws Exception {
		WireClient busy = connect(actuator, Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = this.application.beginToClose();
		this.application.awaitDrain(1);
		Answer overview = actuator.get("").expect(200);
		assertThat(overview.at("state")).isEqualTo("DRAINING");
		assertThat(overview.at("drain", "remaining")).isEqualTo(1);
		assertThat(overview.at("drain", "causes")).asString().contains("closed by thread 'closing'");
		assertThat(actuator.get("/connections").expect(200).connections()).hasSize(1);
		assertThat(actuator.delete("").expect(409).at("error")).asString().contains("ending");
		actuator.post("{}").expect(409);
		this.application.holds().release("work");
		assertThat(closing).succeedsWithin(RunningApplication.PATIENCE);
		assertThat(busy.transcript()).startsWith("begun", "done", "close 1001");
	}

	/**
	 * Has users of an application look and act that knows those of {@link Locked}.
	 */
	final void operatorsAreShownMoreThanOthersAndMayDoMore(RunningApplication application) throws Exception {
		WireClient client = application
			.connect(application.knock(Endpoints.COMMANDS).header("Authorization", Actuator.credentials("ann")));
		Actuator nobody = Actuator.of(application);
		Actuator operator = nobody.as("olga");
		await().atMost(RunningApplication.PATIENCE).until(() -> open(operator) == 1);
		nobody.get("").expect(401);
		nobody.post("{}").expect(401);
		Actuator reader = nobody.as("ann");
		Map<String, Object> hidden = reader.get("/connections").expect(200).connections().get(0);
		assertThat(hidden).containsEntry("endpoint", Endpoints.COMMANDS).doesNotContainKeys("user", "remote");
		assertThat(reader.get("/" + hidden.get("id")).expect(200).json()).doesNotContainKeys("user", "remote");
		reader.get("/connections?user=ann").expect(403);
		reader.post("{\"dryRun\": true}").expect(403);
		reader.delete("/" + hidden.get("id")).expect(403);
		Map<String, Object> shown = operator.get("/connections?user=ann").expect(200).connections().get(0);
		assertThat(shown).containsEntry("id", hidden.get("id")).containsEntry("user", "ann");
		assertThat((String) shown.get("remote")).contains("127.0.0.1");
		assertThat(operator.get("/connections?user=olga").expect(200).connections()).isEmpty();
		assertThat(operator.post("{\"user\": \"ann\"}").expect(202).at("scope")).isEqualTo("everything of user ann");
		assertThat(client.closed()).succeedsWithin(RunningApplication.PATIENCE);
		application.awaitReport();
		assertThat(operator.get("").at("state")).isEqualTo("ACCEPTING");
	}

}
