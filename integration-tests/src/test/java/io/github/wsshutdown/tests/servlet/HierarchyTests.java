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

package io.github.wsshutdown.tests.servlet;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.Knock;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In a hierarchy of contexts, each drains its own connections.
 */
class HierarchyTests {

	@Test
	void connectionsOfAChildAreDrainedWhenTheChildIsClosed() {
		try (ConfigurableApplicationContext parent = new SpringApplicationBuilder(Parent.class)
			.web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn")
			.run()) {
			ConfigurableApplicationContext child = new SpringApplicationBuilder(TestApplication.class,
					RawHandlers.class)
				.parent(parent)
				.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
						"spring.main.register-shutdown-hook=false", "logging.level.root=warn")
				.run();
			int port = child.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			try (WireClient client = Knock.at(port, Endpoints.COMMANDS).connect()) {
				assertThat(child.getBean(Drainer.class)).isNotSameAs(parent.getBean(Drainer.class));
				child.close();
				assertThat(client.closed()).succeedsWithin(Duration.ofSeconds(30))
					.satisfies((frame) -> assertThat(frame.code()).isEqualTo(1001));
			}
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Parent {

	}

}
