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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.wsshutdown.drain.DrainState;
import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In a hierarchy of contexts, each drains its own connections.
 */
class HierarchyTests {

	private ConfigurableApplicationContext parent;

	private RunningApplication child;

	@BeforeEach
	void start() {
		this.parent = new SpringApplicationBuilder(Parent.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "spring.main.register-shutdown-hook=false",
					"logging.level.root=warn")
			.run();
		this.child = RunningApplication
			.of(new SpringApplicationBuilder(TestApplication.class, RawHandlers.class).parent(this.parent)
				.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
						"spring.main.register-shutdown-hook=false", "logging.level.root=warn")
				.run());
	}

	@AfterEach
	void end() {
		this.child.abandon();
		this.parent.close();
	}

	@Test
	void connectionsOfAChildAreDrainedWhenTheChildIsClosed() {
		WireClient client = this.child.connect(Endpoints.COMMANDS);
		assertThat(this.child.drainer()).isNotSameAs(this.parent.getBean(Drainer.class));
		this.child.close();
		assertThat(client.closed()).succeedsWithin(RunningApplication.PATIENCE).extracting("code").isEqualTo(1001);
		assertThat(this.parent.getBean(Drainer.class).state()).isEqualTo(DrainState.ACCEPTING);
	}

	@Test
	void connectionsOfAChildAreDrainedWhenItsParentIsClosed() {
		WireClient client = this.child.connect(Endpoints.COMMANDS);
		this.parent.close();
		assertThat(client.closed()).succeedsWithin(RunningApplication.PATIENCE).extracting("code").isEqualTo(1001);
		assertThat(this.child.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Parent {

	}

}
