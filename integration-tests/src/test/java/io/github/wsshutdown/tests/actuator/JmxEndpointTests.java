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

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The endpoint over JMX.
 */
class JmxEndpointTests {

	private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

	private final RunningApplication application = RunningApplication.start(
			List.of(TestApplication.class, RawHandlers.class, Open.class), "spring.security.user.password=secret",
			"spring.jmx.enabled=true", "spring.jmx.default-domain=jmx-endpoint-tests",
			"management.endpoints.jmx.exposure.include=websockets",
			"management.endpoint.websockets.access=unrestricted");

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void operatorSeesAndDrainsAndUndrains() throws Exception {
		WireClient client = this.application.connect(Endpoints.COMMANDS);
		client.say("echo open");
		assertThat(client.hear()).isEqualTo("open");
		Map<?, ?> overview = (Map<?, ?>) invoke("overview");
		assertThat(overview.get("state")).isEqualTo("ACCEPTING");
		assertThat(((Map<?, ?>) overview.get("open")).get("total")).isEqualTo(1);
		Map<?, ?> page = (Map<?, ?>) invoke("connections", null, null, null, 10, null, null);
		Map<?, ?> connection = (Map<?, ?>) ((List<?>) page.get("connections")).get(0);
		assertThat(connection.get("endpoint")).isEqualTo(Endpoints.COMMANDS);
		assertThat(connection.get("remote")).asString().contains("127.0.0.1");
		assertThat(((Map<?, ?>) invoke("connection", connection.get("id"))).get("id")).isEqualTo(connection.get("id"));
		assertThat(((Map<?, ?>) drain(null, true)).get("total")).isEqualTo(1);
		assertThatException().isThrownBy(() -> drain(0, false)).withMessageContaining("from 1 to 100");
		assertThat(((Map<?, ?>) drain(null, false)).get("scope")).isEqualTo("everything");
		assertThat(client.closed()).succeedsWithin(RunningApplication.PATIENCE);
		this.application.awaitReport();
		assertThat(((Map<?, ?>) invoke("undrain")).get("state")).isEqualTo("ACCEPTING");
	}

	private Object drain(Integer percent, boolean dryRun) throws Exception {
		return invoke("drain", null, null, percent, null, null, null, null, null, dryRun);
	}

	private Object invoke(String operation, Object... arguments) throws Exception {
		ObjectName name = this.server
			.queryNames(new ObjectName("jmx-endpoint-tests:type=Endpoint,name=Websockets,*"), null)
			.iterator()
			.next();
		MBeanOperationInfo info = Stream.of(this.server.getMBeanInfo(name).getOperations())
			.filter((candidate) -> candidate.getName().equals(operation))
			.findFirst()
			.orElseThrow();
		String[] signature = Stream.of(info.getSignature()).map(MBeanParameterInfo::getType).toArray(String[]::new);
		assertThat(signature).hasSameSizeAs(arguments);
		return this.server.invoke(name, operation, arguments, signature);
	}

}
