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

package io.github.wsshutdown.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifests in the documentation are ones that the API of Kubernetes takes, and fit
 * each other.
 */
class KubernetesManifestTests {

	private static final Path MANIFESTS = Path.of("../docs/kubernetes/chat.yaml");

	@Test
	void manifestsAreTakenAndFit() throws IOException {
		List<Map<String, Object>> manifests = parse(Files.readString(MANIFESTS));
		assertThat(manifests).extracting((manifest) -> manifest.get("kind"))
			.containsExactly("Deployment", "Service", "PodDisruptionBudget");
		assertThat(problems(manifests)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			apiVersion: policy/v1        | apiVersion: policy/v2          | policy/v2 PodDisruptionBudget is not known
			minReadySeconds: 10          | minReadySecond: 10             | minReadySecond is not known
			replicas: 4                  | replicas: four                 | .replicas is four
			type: RollingUpdate          | type: Rolling                  | .type is Rolling
			value: "8081"                | value: 8081                    | .value is 8081
			maxSurge: 1                  | maxSurge: one                  | .maxSurge is one
			preStop:                     | prestop:                       | .prestop is not known
			containerPort: 8081          | containerport: 8081            | .containerPort is missing
			memory: 1Gi                  | memory: 1GiB                   | .memory is 1GiB
			path: /actuator/health/live  | pat: /actuator/health/live     | .path is missing
			port: management             | port: managment                | no port managment
			targetPort: http             | targetPort: web                | no port web
			port: 80                     | prot: 80                       | .port is missing
			maxUnavailable: 1            | maxunavailable: 1              | .maxunavailable is not known
			name: TERMINATION_GRACE      | nam: TERMINATION_GRACE         | .name is missing
			""")
	void mistakesAreSeen(String right, String wrong, String problem) throws IOException {
		String text = Files.readString(MANIFESTS);
		assertThat(text).contains(right);
		int last = text.lastIndexOf(right);
		String broken = text.substring(0, last) + wrong + text.substring(last + right.length());
		assertThat(problems(parse(broken))).anyMatch((line) -> line.contains(problem));
	}

	@Test
	void selectorsThatDoNotMatchAreSeen() throws IOException {
		String[] parts = Files.readString(MANIFESTS).split("app.kubernetes.io/name: chat", -1);
		assertThat(parts).hasSize(7);
		for (int selector : new int[] { 2, 5, 6 }) {
			StringBuilder broken = new StringBuilder(parts[0]);
			for (int i = 1; i < parts.length; i++) {
				broken.append("app.kubernetes.io/name: ").append((i == selector) ? "chatter" : "chat").append(parts[i]);
			}
			assertThat(problems(parse(broken.toString()))).singleElement().asString().contains("selects no pod");
		}
	}

	private static List<String> problems(List<Map<String, Object>> manifests) {
		List<String> problems = new ArrayList<>();
		manifests.forEach((manifest) -> problems.addAll(KubernetesSchema.problems(manifest)));
		if (!problems.isEmpty()) {
			return problems;
		}
		Map<String, Object> template = map(spec(manifests.get(0)).get("template"));
		Map<String, Object> labels = map(map(template.get("metadata")).get("labels"));
		Map<String, Object> container = list(spec(template).get("containers")).get(0);
		Set<Object> ports = list(container.get("ports")).stream()
			.map((port) -> port.get("name"))
			.collect(Collectors.toSet());
		for (Map<String, Object> manifest : manifests) {
			Map<String, Object> selector = map(spec(manifest).get("selector"));
			Map<String, Object> selected = selector.containsKey("matchLabels") ? map(selector.get("matchLabels"))
					: selector;
			if (!labels.entrySet().containsAll(selected.entrySet())) {
				problems.add(manifest.get("kind") + " selects no pod");
			}
		}
		Stream<Object> probed = Stream.of("readinessProbe", "livenessProbe", "startupProbe")
			.map((probe) -> map(map(container.get(probe)).get("httpGet")).get("port"));
		Stream<Object> served = list(spec(manifests.get(1)).get("ports")).stream()
			.map((port) -> port.get("targetPort"));
		Stream.concat(probed, served)
			.filter((port) -> !ports.contains(port))
			.forEach((port) -> problems.add("no port " + port));
		return problems;
	}

	private static List<Map<String, Object>> parse(String text) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		List<Map<String, Object>> manifests = new ArrayList<>();
		new Yaml(options).loadAll(text).forEach((manifest) -> manifests.add(map(manifest)));
		return manifests;
	}

	private static Map<String, Object> spec(Map<String, Object> object) {
		return map(object.get("spec"));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(Object value) {
		return (List<Map<String, Object>>) value;
	}

}
