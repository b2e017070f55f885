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

package io.github.wsshutdown.actuate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import static io.github.wsshutdown.actuate.EndpointHarness.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is asked for over HTTP, the answer is short and nothing fails.
 */
class RandomInputProperties {

	private static final Set<Integer> STATUSES = Set.of(200, 202, 400, 404, 409);

	private static final List<String> NAMES = List.of("endpoint", "kind", "percent", "user", "window", "timeout",
			"status", "reason", "dryRun");

	@Property(tries = 150)
	void everyDrainIsAnswered(@ForAll("parameters") List<String> values) {
		EndpointHarness harness = new EndpointHarness();
		harness.open("websocket", "/ws", "ann", null).activity().begin();
		harness.open().silent();
		Map<String, String> asked = new HashMap<>();
		for (int i = 0; i < values.size(); i++) {
			if (!values.get(i).equals("absent")) {
				asked.put(NAMES.get(i), values.get(i));
			}
		}
		List<WebEndpointResponse<Object>> answers = new ArrayList<>();
		answers.add(harness.drain(ADMIN, Asked.of(asked)));
		answers.add(new WebEndpointResponse<>(harness.web().overview(ADMIN)));
		answers.add(harness.web().undrain(ADMIN));
		assertThat(answers).allSatisfy(RandomInputProperties::isAnAnswer);
	}

	@Property(tries = 150)
	void everyConnectionAndPageIsAnswered(@ForAll("anything") String id, @ForAll("anything") String kind,
			@ForAll("anything") String endpoint, @ForAll("anything") String limit, @ForAll("anything") String after) {
		EndpointHarness harness = new EndpointHarness();
		harness.open();
		isAnAnswer(harness.web().connection(ADMIN, id, kind, endpoint, null, limit, after, null));
		isAnAnswer(harness.web().connection(ADMIN, "connections", kind, endpoint, id, limit, after, kind));
		isAnAnswer(harness.web().connection(ADMIN, "connections", null, null, null, null, after, null));
		isAnAnswer(harness.web().disconnect(ADMIN, id, limit));
		isAnAnswer(harness.web().disconnect(ADMIN, harness.idOfFirst(), limit));
	}

	@Provide
	Arbitrary<List<String>> parameters() {
		return Arbitraries
			.frequencyOf(Tuple.of(3, Arbitraries.just("absent")), Tuple.of(2, likely()), Tuple.of(1, anything()))
			.list()
			.ofSize(NAMES.size());
	}

	@Provide
	Arbitrary<String> anything() {
		return Arbitraries.oneOf(likely(), Arbitraries.strings().ofMaxLength(2000),
				Arbitraries.strings().withCharRange('0', 'f').ofLength(32));
	}

	private static Arbitrary<String> likely() {
		return Arbitraries.of("", "/ws", "websocket", "1", "50", "100", "0s", "1ms", "5s", "30s", "24h", "25h", "1001",
				"1006", "4000", "true", "false", "ann", "0".repeat(32), "-1", "9".repeat(9), "9".repeat(30));
	}

	private static void isAnAnswer(WebEndpointResponse<Object> response) {
		assertThat(response.getStatus()).isIn(STATUSES);
		String body = String.valueOf(response.getBody());
		assertThat(body).hasSizeLessThan(5_000);
		assertThat(Text.isPrintable(body)).as(body).isTrue();
	}

}
