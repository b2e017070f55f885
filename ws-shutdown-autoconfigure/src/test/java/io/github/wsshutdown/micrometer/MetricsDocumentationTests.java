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

package io.github.wsshutdown.micrometer;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.json.JsonParserFactory;
import org.yaml.snakeyaml.Yaml;

import io.github.wsshutdown.drain.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docs} says about meters is what Prometheus reads.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsDocumentationTests {

	private static final Path DOCS = Path.of("..", "docs");

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final ConnectionMeters connections = new ConnectionMeters(1001);

	private final DrainTimer drains = new DrainTimer();

	private final World world = new World(List.of(this.connections), List.of(this.drains));

	private DrainMeters states;

	private Scrape scrape;

	@BeforeAll
	void measureSomething() {
		this.states = new DrainMeters(this.world.registry(), this.world.drainer());
		List.of(this.connections, this.drains, this.states).forEach((meters) -> meters.bindTo(this.registry));
		this.world.open("websocket", "/chat/{room}").answersAfter(this.world.timer(), Duration.ofMillis(30));
		this.connections.refused(new Kind("websocket"), "/chat/42");
		this.world.drain();
		this.world.advance(World.TIMEOUT);
		this.scrape = Scrape.of(this.registry.scrape());
	}

	@AfterAll
	void close() {
		this.states.close();
		this.world.close();
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(Map<String, Object> parent, String key) {
		return (List<Map<String, Object>>) parent.getOrDefault(key, List.of());
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Map<String, Object> parent, String key) {
		return (Map<String, Object>) parent.getOrDefault(key, Map.of());
	}

	private static Map<String, Object> dashboard() throws IOException {
		return JsonParserFactory.getJsonParser().parseMap(Files.readString(DOCS.resolve("grafana-dashboard.json")));
	}

	private static List<Map<String, Object>> rules() throws IOException {
		Map<String, Object> file = new Yaml().load(Files.readString(DOCS.resolve("alert-rules.yml")));
		return list(file, "groups").stream().flatMap((group) -> list(group, "rules").stream()).toList();
	}

	static List<String> queries() throws IOException {
		List<String> queries = new ArrayList<>();
		list(map(dashboard(), "templating"), "list").stream()
			.filter((variable) -> "query".equals(variable.get("type")))
			.forEach((variable) -> queries.add((String) map(variable, "query").get("query")));
		list(dashboard(), "panels").stream()
			.flatMap((panel) -> list(panel, "targets").stream())
			.forEach((target) -> queries.add((String) target.get("expr")));
		rules().forEach((rule) -> queries.add((String) rule.get("expr")));
		return queries;
	}

	@ParameterizedTest
	@MethodSource("queries")
	void queryAsksForWhatIsExported(String query) {
		assertThat(Query.errorsOf(query, this.scrape)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws_connections_opem", "sum(ws_connections_open_total)",
			"sum by (king) (ws_connections_open)", "ws_connections_open{endpiont=\"/chat\"}",
			"ws_drain_state{state=\"dranied\"}", "ws_drain_closes_total{outcome=~\"terminated|faild\"}",
			"summ(ws_connections_open)", "label_values(ws_drain_state, stat)", "sum by (job) (1)",
			"ws_drain_state{state}", "ws_drain_duration_seconds_bucket" })
	void queryForAnythingElseIsFound(String query) {
		assertThat(Query.errorsOf(query, this.scrape)).isNotEmpty();
	}

	@Test
	void everyPanelShowsSomethingAtAPlaceOfItsOwn() throws IOException {
		Set<Object> ids = new TreeSet<>();
		Set<String> cells = new TreeSet<>();
		for (Map<String, Object> panel : list(dashboard(), "panels")) {
			assertThat(ids.add(panel.get("id"))).as("id of %s", panel.get("title")).isTrue();
			if (!"row".equals(panel.get("type"))) {
				assertThat(list(panel, "targets")).as("%s", panel.get("title")).isNotEmpty();
			}
			Map<String, Object> place = map(panel, "gridPos");
			int x = (int) place.get("x");
			int y = (int) place.get("y");
			assertThat(x + (int) place.get("w")).isLessThanOrEqualTo(24);
			for (int i = x; i < x + (int) place.get("w"); i++) {
				for (int j = y; j < y + (int) place.get("h"); j++) {
					assertThat(cells.add(i + "," + j)).as("place of %s", panel.get("title")).isTrue();
				}
			}
		}
	}

	@Test
	void everyMeterIsOnTheDashboard() throws IOException {
		String dashboard = Files.readString(DOCS.resolve("grafana-dashboard.json"));
		assertThat(documented("`(ws_[a-z_]+)`")).isNotEmpty()
			.allSatisfy((name) -> assertThat(dashboard).contains(name));
	}

	@Test
	void everyAlertSaysWhatItIsAbout() throws IOException {
		assertThat(rules()).hasSizeGreaterThan(5).allSatisfy((rule) -> {
			assertThat((String) rule.get("alert")).startsWith("Ws");
			assertThat(map(rule, "labels").get("severity")).isIn("warning", "info");
			assertThat((String) map(rule, "annotations").get("summary")).isNotBlank();
		});
		assertThat(rules()).extracting((rule) -> rule.get("alert")).doesNotHaveDuplicates();
	}

	@Test
	void everyMeterIsInTheTable() throws Exception {
		Set<String> names = Stream.of(MeterNames.class.getFields())
			.filter((field) -> Modifier.isStatic(field.getModifiers()))
			.map(MetricsDocumentationTests::valueOf)
			.filter((name) -> !name.equals(MeterNames.DRAIN_OBSERVATION))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(documented("\\| `(ws\\.[a-z.]+)` \\|")).isEqualTo(names);
		Set<String> exported = this.scrape.names()
			.stream()
			.map((name) -> name.replaceAll("_(bucket|count|sum|max)$", ""))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(documented("`(ws_[a-z_]+)`")).isEqualTo(exported);
	}

	@Test
	void everyTagIsInTheTable() throws IOException {
		String page = Files.readString(DOCS.resolve("metrics.md"));
		this.scrape.names().forEach((name) -> {
			String row = page.lines()
				.filter((line) -> line.contains("`" + name.replaceAll("_(bucket|count|sum|max)$", "") + "`"))
				.findFirst()
				.orElseThrow();
			Set<String> labels = new TreeSet<>(this.scrape.labels(name).keySet());
			labels.remove("le");
			assertThat(matches("`(\\w+)`", row.split("\\|")[3])).as(name).isEqualTo(labels);
			labels.forEach((label) -> assertThat(page).contains("\n| `" + label + "` |"));
		});
	}

	private static String valueOf(Field field) {
		try {
			return (String) field.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Set<String> documented(String pattern) throws IOException {
		return matches(pattern, Files.readString(DOCS.resolve("metrics.md")));
	}

	private static Set<String> matches(String pattern, String text) {
		return Pattern.compile(pattern)
			.matcher(text)
			.results()
			.map((MatchResult result) -> result.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
