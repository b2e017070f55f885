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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

import io.github.wsshutdown.tests.actuator.Actuator.Answer;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the examples of {@code docs/endpoint.md} as the answers of a running application.
 */
class EndpointPageTests {

	private static final Path PAGE = Path.of("..", "..", "docs", "endpoint.md");

	private static final Pattern EXAMPLE = Pattern.compile("<!-- example: (\\w+) -->\\s+```json\\n(.*?)```",
			Pattern.DOTALL);

	private final RunningApplication application = RunningApplication.start(
			List.of(TestApplication.class, RawHandlers.class, Locked.class),
			"management.endpoints.web.exposure.include=websockets",
			"management.endpoint.websockets.access=unrestricted");

	private final Map<String, Object> examples = examples();

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void examplesAreWhatIsAnswered() throws Exception {
		Actuator operator = Actuator.of(this.application).as("olga");
		connect("echo open");
		WireClient busy = connect("hold work");
		this.application.awaitInFlight(1);
		isExample("overview", operator.get("").expect(200));
		isExample("page", operator.get("/connections?endpoint=/commands&limit=1").expect(200));
		isExample("plan", operator.post("{\"dryRun\": true, \"window\": \"10s\", \"percent\": 50}").expect(200));
		isExample("problem", operator.post("{\"percent\": 0}").expect(400));
		isExample("drain", operator.post("{\"percent\": 50}").expect(202));
		this.application.awaitReport();
		isExample("report", operator.get("").expect(200));
		operator.post("{}").expect(202);
		isExample("undone", operator.delete("").expect(200));
		this.application.holds().release("work");
		assertThat(busy.hear()).isEqualTo("done");
		assertThat(this.examples).isEmpty();
	}

	private WireClient connect(String line) throws Exception {
		WireClient client = this.application
			.connect(this.application.knock(Endpoints.COMMANDS).header("Authorization", Actuator.credentials("ann")));
		client.say(line);
		assertThat(client.hear()).isIn("open", "begun");
		return client;
	}

	private void isExample(String name, Answer answer) {
		assertThat(paths("", this.examples.remove(name))).isEqualTo(paths("", answer.json()));
	}

	private static Map<String, Object> examples() {
		try {
			Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
			return matcher.results()
				.collect(Collectors.toMap((match) -> match.group(1),
						(match) -> JsonParserFactory.getJsonParser().parseMap(match.group(2))));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the names in a JSON value and the types behind them; all elements of a list
	 * count as one.
	 */
	private static Set<String> paths(String path, Object value) {
		Set<String> paths = new TreeSet<>();
		if (value instanceof Map<?, ?> map) {
			map.forEach((name, each) -> paths.addAll(paths(path + "." + name, each)));
		}
		else if (value instanceof List<?> list) {
			paths.add(path + "[]");
			list.forEach((each) -> paths.addAll(paths(path + "[]", each)));
		}
		else {
			paths.add(path + " " + value.getClass().getSimpleName());
		}
		return paths;
	}

}
