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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.wsshutdown.actuate.DrainHistory;
import io.github.wsshutdown.actuate.UnknownParameterAdvisor;
import io.github.wsshutdown.actuate.WebsocketsEndpoint;
import io.github.wsshutdown.actuate.WebsocketsEndpointJmxExtension;
import io.github.wsshutdown.actuate.WebsocketsEndpointWebExtension;
import io.github.wsshutdown.autoconfigure.ConfigurationMetadata.Property;
import io.github.wsshutdown.drain.DrainListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link WsShutdownEndpointAutoConfiguration}.
 */
class WsShutdownEndpointAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WsShutdownAutoConfiguration.class,
				WsShutdownEndpointAutoConfiguration.class, EndpointAutoConfiguration.class));

	@Test
	void endpointIsThereWhereItIsExposed() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=websockets")
			.run((context) -> assertThat(context).hasSingleBean(WebsocketsEndpoint.class)
				.hasSingleBean(WebsocketsEndpointWebExtension.class)
				.hasSingleBean(DrainHistory.class)
				.hasSingleBean(UnknownParameterAdvisor.class)
				.doesNotHaveBean(WebsocketsEndpointJmxExtension.class));
		this.contextRunner
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=websockets")
			.run((context) -> assertThat(context).hasSingleBean(WebsocketsEndpoint.class)
				.hasSingleBean(WebsocketsEndpointJmxExtension.class)
				.doesNotHaveBean(WebsocketsEndpointWebExtension.class));
	}

	@Test
	void nothingIsThereUnlessItIsExposed() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(WebsocketsEndpoint.class)
			.doesNotHaveBean(DrainHistory.class)
			.doesNotHaveBean(UnknownParameterAdvisor.class));
	}

	@Test
	void nothingIsThereWithoutAccess() {
		this.contextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.websockets.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebsocketsEndpoint.class));
	}

	@Test
	void nothingIsThereWithoutDrains() {
		this.contextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=*", "ws-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebsocketsEndpoint.class));
	}

	@Test
	void nothingIsThereWithoutActuator() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=*")
			.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DrainHistory.class));
	}

	@Test
	void contextHasAnEndpointOfItsOwnBesideThatOfItsParent() {
		ApplicationContextRunner runner = this.contextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=websockets");
		runner.run((parent) -> runner.withParent(parent).run((child) -> {
			assertThat(child).hasNotFailed();
			for (Class<?> type : List.of(WebsocketsEndpoint.class, WebsocketsEndpointWebExtension.class,
					DrainHistory.class)) {
				assertThat(child.getBean(type)).isNotSameAs(parent.getBean(type));
			}
		}));
	}

	@Test
	void valuesAreShownToThoseWhoAreAuthorizedUnlessConfiguredOtherwise() {
		WebsocketsEndpointProperties defaults = new WebsocketsEndpointProperties();
		assertThat(defaults.getShowValues()).isEqualTo(Show.WHEN_AUTHORIZED);
		assertThat(defaults.getRoles()).isEmpty();
		this.contextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.websockets.show-values=never", "management.endpoint.websockets.roles=OPERATOR")
			.run((context) -> {
				WebsocketsEndpointProperties properties = context.getBean(WebsocketsEndpointProperties.class);
				assertThat(properties.getShowValues()).isEqualTo(Show.NEVER);
				assertThat(properties.getRoles()).containsExactly("OPERATOR");
			});
	}

	@Test
	void historyIsToldBeforeAnybodyElse() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=websockets")
			.withBean(DrainListener.class, () -> new DrainListener() {
			})
			.run((context) -> assertThat(context.getBeanProvider(DrainListener.class).orderedStream()).first()
				.isInstanceOf(DrainHistory.class));
	}

	@Test
	void propertiesAreInTheMetadata() {
		List<Property> properties = ConfigurationMetadata.managementProperties();
		assertThat(properties).filteredOn((property) -> property.name().startsWith("management.endpoint.websockets."))
			.allSatisfy((property) -> assertThat(property.description()).matches("[A-Z].*\\."))
			.extracting(Property::name, Property::defaultValue)
			.map((tuple) -> entry(tuple.toList().get(0), String.valueOf(tuple.toList().get(1))))
			.containsExactlyInAnyOrderElementsOf(Map.of("management.endpoint.websockets.access", "read_only",
					"management.endpoint.websockets.cache.time-to-live", "0ms", "management.endpoint.websockets.roles",
					"null", "management.endpoint.websockets.show-values", "when-authorized")
				.entrySet()
				.stream()
				.map((expected) -> entry((Object) expected.getKey(), expected.getValue()))
				.toList());
	}

}
