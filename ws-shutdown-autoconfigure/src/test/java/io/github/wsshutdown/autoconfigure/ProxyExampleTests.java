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
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wsshutdown.drain.ShutdownBudget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The numbers behind a proxy agree with each other.
 */
class ProxyExampleTests {

	private static final Pattern BLOCK = Pattern.compile("(?s)```properties\n(.*?)```");

	private static final Pattern FAIL_TIMEOUT = Pattern.compile("fail_timeout=(\\d+)s;");

	private final String page = read();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, WsShutdownAutoConfiguration.class,
				WsShutdownBudgetAutoConfiguration.class))
		.withInitializer((context) -> context.addBeanFactoryPostProcessor(ProxyExampleTests::doNotSettleAtTheEnd))
		.withInitializer(
				(context) -> context.getBeanFactory().registerSingleton("webServerGracefulShutdown", new Object()));

	@Test
	void applicationBehindAProxyStartsAndEndsInTime() {
		List<String[]> blocks = blocks();
		assertThat(blocks).hasSize(2);
		this.contextRunner.withPropertyValues(blocks.get(0)).run((context) -> {
			assertThat(context.getBean(ShutdownBudget.class).total()).isEqualTo(Duration.ofSeconds(45));
			assertThat(context.getEnvironment().getProperty("ws-shutdown.budget.check")).isEqualTo("fail");
			String phase = context.getEnvironment().getProperty("spring.lifecycle.timeout-per-shutdown-phase");
			assertThat(FAIL_TIMEOUT.matcher(this.page).results()).hasSize(2)
				.allSatisfy((match) -> assertThat(Integer.parseInt(match.group(1)))
					.isGreaterThan(Integer.parseInt(String.valueOf(phase).replace("s", ""))));
		});
		this.contextRunner.withPropertyValues(blocks.get(0))
			.withPropertyValues(blocks.get(1))
			.run((context) -> assertThat(context.getBean(ShutdownBudget.class).total())
				.isEqualTo(Duration.ofSeconds(45)));
	}

	private static void doNotSettleAtTheEnd(ConfigurableListableBeanFactory beans) {
		((BeanDefinitionRegistry) beans).removeBeanDefinition("wsShutdownLifecycle");
	}

	private List<String[]> blocks() {
		Matcher blocks = BLOCK.matcher(this.page);
		return blocks.results().map((block) -> values(block.group(1))).toList();
	}

	private static String[] values(String text) {
		Properties properties = new Properties();
		try {
			properties.load(new StringReader(text));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return properties.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new);
	}

	private static String read() {
		try {
			return Files.readString(Path.of("../docs/operations.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
