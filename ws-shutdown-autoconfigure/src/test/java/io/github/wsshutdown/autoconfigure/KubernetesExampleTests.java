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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;

import io.github.wsshutdown.drain.ShutdownBudget;
import io.github.wsshutdown.drain.ShutdownBudget.Term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

/**
 * The manifests in the documentation say what an application makes of them.
 */
class KubernetesExampleTests {

	private static final Path MANIFESTS = Path.of("../docs/kubernetes/chat.yaml");

	private final Map<String, Object> pod = pod();

	@Test
	void applicationFindsThatTheNumbersFit() {
		runner(environment()).run((context) -> {
			ShutdownBudget budget = context.getBean(ShutdownBudget.class);
			assertThat(budget.available()).isEqualTo(grace());
			assertThat(budget.total()).isEqualTo(Duration.ofSeconds(60));
			assertThat(budget.terms()).contains(new Term("pre-stop", preStop()));
		});
	}

	@Test
	void applicationDoesNotStartIfTheyDoNot() {
		Map<String, Object> shorter = environment();
		shorter.put("TERMINATION_GRACE_PERIOD_SECONDS", "59");
		runner(shorter).run((context) -> assertThat(context).hasFailed());
	}

	private static ApplicationContextRunner runner(Map<String, Object> environment) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class,
					WsShutdownAutoConfiguration.class, WsShutdownBudgetAutoConfiguration.class))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								environment)))
			.withInitializer(
					(context) -> context.getBeanFactory().registerSingleton("webServerGracefulShutdown", new Object()));
	}

	private Map<String, Object> environment() {
		Map<String, Object> environment = new LinkedHashMap<>();
		for (Object variable : (List<?>) container().get("env")) {
			environment.put((String) map(variable).get("name"), map(variable).get("value"));
		}
		return environment;
	}

	private Duration grace() {
		return Duration.ofSeconds((int) this.pod.get("terminationGracePeriodSeconds"));
	}

	private Duration preStop() {
		Object command = map(map(map(container().get("lifecycle")).get("preStop")).get("exec")).get("command");
		assertThat(command).asInstanceOf(LIST).startsWith("sleep");
		return Duration.ofSeconds(Long.parseLong((String) ((List<?>) command).get(1)));
	}

	private Map<String, Object> container() {
		return map(((List<?>) this.pod.get("containers")).get(0));
	}

	private static Map<String, Object> pod() {
		try {
			Iterable<Object> manifests = new Yaml().loadAll(Files.readString(MANIFESTS));
			Map<String, Object> deployment = StreamSupport.stream(manifests.spliterator(), false)
				.map(KubernetesExampleTests::map)
				.filter((manifest) -> "Deployment".equals(manifest.get("kind")))
				.findAny()
				.orElseThrow();
			return map(map(map(deployment.get("spec")).get("template")).get("spec"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

}
