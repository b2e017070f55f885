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

package io.github.wsshutdown.samples.chat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the operator's page shows is what the endpoint tells, and what it does is done.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OperatorPageTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@AfterEach
	void undrain() throws Exception {
		request("DELETE", "");
	}

	@Test
	void everyFieldOfTheEndpointThatThePageReadsIsThere() throws Exception {
		ChatClient ada = ChatClient.join(this.port, "tea", "Ada");
		ada.say("/slow 4000 what is the answer");
		assertThat(ada.hear()).isEqualTo("Thinking...");
		Map<String, Object> plan = request("POST", "{\"dryRun\": true}");
		assertThat(plan).containsKeys(read("plan"));
		assertThat(first(plan, "clients")).containsKeys("count", "type", "comesBack");
		assertThat(first(request("GET", "/connections?asked=false&limit=20", ""), "connections")).containsKeys("kind",
				"endpoint", "remote", "ageSeconds", "inFlight", "idleSeconds");
		assertThat(request("POST", "{\"timeout\": \"20s\"}")).isNotEmpty();
		Map<String, Object> overview = request("GET", "");
		assertThat(overview).containsKeys("state", "open", "drain", "refusing");
		assertThat(map(overview, "open")).containsKeys(read("open")).containsKeys("busy", "inFlight");
		assertThat(first(map(overview, "open"), "byEndpoint")).containsKeys(read("at"));
		assertThat(map(overview, "drain")).containsKeys(read("drain"));
		await().atMost(30, TimeUnit.SECONDS).until(() -> request("GET", "").containsKey("lastReport"));
		Map<String, Object> report = map(request("GET", ""), "lastReport");
		assertThat(report).containsKeys(read("report"));
		assertThat(request("DELETE", "")).containsKeys("undone", "stillLeaving");
	}

	@Test
	void drainOfThePageAsksMembersToLeaveAndUndrainLetsThemInAgain() throws Exception {
		ChatClient ada = ChatClient.join(this.port, "tea", "Ada");
		request("POST", "{\"window\": \"0s\"}");
		assertThat(ada.closed()).succeedsWithin(10, TimeUnit.SECONDS).matches(CloseStatus.GOING_AWAY::equalsCode);
		assertThat(request("DELETE", "")).containsEntry("undone", true);
		ChatClient.join(this.port, "tea", "Ada").leave();
	}

	@Test
	void pageIsServed() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri("/operator.html")).build();
		assertThat(this.http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
	}

	/**
	 * Returns which fields the page's script reads of a variable.
	 */
	private static String[] read(String variable) throws IOException {
		String page = new ClassPathResource("static/operator.html").getContentAsString(StandardCharsets.UTF_8);
		String[] names = Pattern.compile("\\b" + variable + "\\??\\.(\\w+)")
			.matcher(page)
			.results()
			.map((match) -> match.group(1))
			.distinct()
			.toArray(String[]::new);
		assertThat(names).isNotEmpty();
		return names;
	}

	private Map<String, Object> request(String method, String body) throws Exception {
		return request(method, "", body);
	}

	private Map<String, Object> request(String method, String path, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri("/actuator/websockets" + path))
			.method(method, BodyPublishers.ofString(body))
			.header("Content-Type", "application/json")
			.build();
		return JsonParserFactory.getJsonParser().parseMap(this.http.send(request, BodyHandlers.ofString()).body());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Map<String, Object> parent, String name) {
		return (Map<String, Object>) parent.get(name);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> first(Map<String, Object> parent, String name) {
		return ((List<Map<String, Object>>) parent.get(name)).get(0);
	}

}
