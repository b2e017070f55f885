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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the API of Kubernetes knows of the kinds of objects in the documentation, as far
 * as one writes it by hand: keys, and what their values are. A key that is not in here is
 * a mistake, or is to be added here. Keys with a {@code !} have to be there.
 */
final class KubernetesSchema {

	private static final Object TEXT = String.class;

	private static final Object NUMBER = Integer.class;

	private static final Object TRUTH = Boolean.class;

	private static final Object NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

	private static final Object PERCENT = Pattern.compile("\\d{1,3}%");

	/**
	 * One of several.
	 */
	private static final Object NUMBER_OR_PERCENT = Set.of(NUMBER, PERCENT);

	private static final Object NUMBER_OR_NAME = Set.of(NUMBER, NAME);

	private static final Object QUANTITY = Set.of(NUMBER, Pattern.compile("\\d+(\\.\\d+)?(m|k|[KMGT]i?)?"));

	private static final Object TEXTS = Map.of("*", TEXT);

	private static final Object METADATA = Map.of("name!", NAME, "namespace", NAME, "labels", TEXTS, "annotations",
			TEXTS);

	private static final Object SELECTOR = Map.of("matchLabels!", TEXTS);

	private static final Object HTTP_GET = Map.of("path!", TEXT, "port!", NUMBER_OR_NAME, "scheme",
			Pattern.compile("HTTPS?"));

	private static final Object HANDLER = Map.of("exec", Map.of("command!", List.of(TEXT)), "httpGet", HTTP_GET,
			"sleep", Map.of("seconds!", NUMBER));

	private static final Object PROBE = Map.of("httpGet!", HTTP_GET, "initialDelaySeconds", NUMBER, "periodSeconds",
			NUMBER, "timeoutSeconds", NUMBER, "successThreshold", NUMBER, "failureThreshold", NUMBER);

	private static final Object RESOURCES = Map.of("cpu", QUANTITY, "memory", QUANTITY);

	private static final Object CONTAINER = Map.ofEntries(Map.entry("name!", NAME), Map.entry("image!", TEXT),
			Map.entry("ports",
					List.of(Map.of("name", NAME, "containerPort!", NUMBER, "protocol", Pattern.compile("TCP|UDP")))),
			Map.entry("env", List.of(Map.of("name!", Pattern.compile("[A-Z][A-Z0-9_]*"), "value!", TEXT))),
			Map.entry("lifecycle", Map.of("preStop", HANDLER, "postStart", HANDLER)),
			Map.entry("readinessProbe", PROBE), Map.entry("livenessProbe", PROBE), Map.entry("startupProbe", PROBE),
			Map.entry("resources", Map.of("requests", RESOURCES, "limits", RESOURCES)));

	private static final Object POD = Map.of("terminationGracePeriodSeconds", NUMBER, "containers!",
			List.of(CONTAINER));

	private static final Object STRATEGY = Map.of("type!", Pattern.compile("RollingUpdate|Recreate"), "rollingUpdate",
			Map.of("maxSurge", NUMBER_OR_PERCENT, "maxUnavailable", NUMBER_OR_PERCENT));

	private static final Object DEPLOYMENT = Map.of("replicas", NUMBER, "minReadySeconds", NUMBER,
			"revisionHistoryLimit", NUMBER, "progressDeadlineSeconds", NUMBER, "paused", TRUTH, "strategy", STRATEGY,
			"selector!", SELECTOR, "template!",
			Map.of("metadata!", Map.of("labels!", TEXTS, "annotations", TEXTS), "spec!", POD));

	private static final Object SERVICE = Map.of("type", Pattern.compile("ClusterIP|NodePort|LoadBalancer"),
			"selector!", TEXTS, "ports!", List.of(Map.of("name", NAME, "port!", NUMBER, "targetPort", NUMBER_OR_NAME)));

	private static final Object DISRUPTION_BUDGET = Map.of("minAvailable", NUMBER_OR_PERCENT, "maxUnavailable",
			NUMBER_OR_PERCENT, "selector!", SELECTOR);

	private static final Map<String, Object> KINDS = Map.of("apps/v1 Deployment", DEPLOYMENT, "v1 Service", SERVICE,
			"policy/v1 PodDisruptionBudget", DISRUPTION_BUDGET);

	private final List<String> problems = new ArrayList<>();

	private KubernetesSchema() {
	}

	/**
	 * Returns what the API would not take.
	 * @param manifest an object
	 * @return a line for each problem, none if it would be taken
	 */
	static List<String> problems(Map<String, Object> manifest) {
		KubernetesSchema schema = new KubernetesSchema();
		String kind = manifest.get("apiVersion") + " " + manifest.get("kind");
		Object spec = KINDS.get(kind);
		if (spec == null) {
			return List.of(kind + " is not known");
		}
		schema.check(kind, manifest, Map.of("apiVersion!", TEXT, "kind!", TEXT, "metadata!", METADATA, "spec!", spec));
		return schema.problems;
	}

	private void check(String place, Object value, Object expected) {
		if (expected instanceof Map<?, ?> keys && value instanceof Map<?, ?> object) {
			checkObject(place, object, keys);
		}
		else if (expected instanceof List<?> elements && value instanceof List<?> list && !list.isEmpty()) {
			list.forEach((element) -> check(place + "[]", element, elements.get(0)));
		}
		else if (!isA(value, expected)) {
			this.problems.add(place + " is " + value);
		}
	}

	private void checkObject(String place, Map<?, ?> object, Map<?, ?> keys) {
		object.forEach((key, value) -> {
			Object expected = keys.get(key + "!");
			expected = (expected != null) ? expected : keys.get(key);
			expected = (expected != null) ? expected : keys.get("*");
			if (expected != null) {
				check(place + "." + key, value, expected);
			}
			else {
				this.problems.add(place + "." + key + " is not known");
			}
		});
		keys.keySet().stream().map(Object::toString).filter((key) -> key.endsWith("!")).forEach((key) -> {
			String name = key.substring(0, key.length() - 1);
			if (!object.containsKey(name)) {
				this.problems.add(place + "." + name + " is missing");
			}
		});
	}

	private static boolean isA(Object value, Object expected) {
		if (expected instanceof Set<?> several) {
			return several.stream().anyMatch((one) -> isA(value, one));
		}
		if (expected instanceof Pattern pattern) {
			return value instanceof String text && pattern.matcher(text).matches();
		}
		return expected instanceof Class<?> type && type.isInstance(value);
	}

}
