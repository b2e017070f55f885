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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.springframework.boot.json.JsonParserFactory;

import io.github.wsshutdown.tests.application.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An operator with an HTTP client.
 *
 * @param port where the actuator listens
 * @param user who the operator is, or {@code null} for nobody
 */
record Actuator(int port, String user) {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	static Actuator of(RunningApplication application) {
		return new Actuator(application.port(), null);
	}

	/**
	 * Returns the credentials of a user of {@link Locked}.
	 */
	static String credentials(String user) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
	}

	Actuator as(String user) {
		return new Actuator(this.port, user);
	}

	Answer get(String path) throws Exception {
		return send(request(path).GET());
	}

	Answer post(String json) throws Exception {
		return send(
				request("").header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
	}

	Answer delete(String path) throws Exception {
		return send(request(path).DELETE());
	}

	private HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/actuator/websockets" + path))
			.timeout(RunningApplication.PATIENCE);
		return (this.user != null) ? request.header("Authorization", credentials(this.user)) : request;
	}

	private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
		return new Answer(response.statusCode(), response.body());
	}

	/**
	 * What the actuator has answered.
	 *
	 * @param status the status
	 * @param body the body
	 */
	record Answer(int status, String body) {

		Answer expect(int status) {
			assertThat(this.status).as(this.body).isEqualTo(status);
			return this;
		}

		Map<String, Object> json() {
			return JsonParserFactory.getJsonParser().parseMap(this.body);
		}

		/**
		 * Returns a value by the names that lead to it.
		 */
		Object at(String... names) {
			Object value = json();
			for (String name : names) {
				value = ((Map<?, ?>) value).get(name);
			}
			return value;
		}

		/**
		 * Returns the connections of a page.
		 */
		@SuppressWarnings("unchecked")
		List<Map<String, Object>> connections() {
			return (List<Map<String, Object>>) at("connections");
		}

	}

}
