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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.convert.ApplicationConversionService;

import io.github.wsshutdown.autoconfigure.ConfigurationMetadata.Property;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata that development environments show.
 */
class ConfigurationMetadataTests {

	/**
	 * What depends on other properties; the description says how. The lists are empty.
	 */
	private static final Set<String> WITHOUT_DEFAULT = Set.of("ws-shutdown.timeout", "ws-shutdown.journal",
			"ws-shutdown.termination-grace-period", "ws-shutdown.termination-grace-period-variable",
			"ws-shutdown.in-flight.grace", "ws-shutdown.exclude-paths", "ws-shutdown.exclude-beans",
			"ws-shutdown.streams.retry", "ws-shutdown.streams.last-event.name", "ws-shutdown.streams.last-event.data");

	private static final Set<String> CONDITIONS = Set.of("ws-shutdown.enabled", "ws-shutdown.readiness.enabled",
			"ws-shutdown.streams.enabled");

	private final BeanWrapper defaults = PropertyAccessorFactory.forBeanPropertyAccess(new WsShutdownProperties());

	static Stream<Property> properties() {
		return ConfigurationMetadata.properties().stream();
	}

	@ParameterizedTest
	@MethodSource("properties")
	void propertyIsDescribedInSentences(Property property) {
		assertThat(property.description()).isNotBlank().endsWith(".").matches("[A-Z].*");
	}

	@ParameterizedTest
	@MethodSource("properties")
	void propertyHasADefaultUnlessItDependsOnOthers(Property property) {
		if (WITHOUT_DEFAULT.contains(property.name())) {
			assertThat(property.defaultValue()).isNull();
		}
		else {
			assertThat(property.defaultValue()).isNotNull();
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void defaultOfADurationHasAUnit(Property property) {
		if (property.type().equals("java.time.Duration") && property.defaultValue() != null) {
			assertThat(property.defaultValue()).asString().matches("\\d+(ns|us|ms|s|m|h|d)");
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void defaultIsTheOneThatIsUsed(Property property) throws Exception {
		if (CONDITIONS.contains(property.name())) {
			assertThat(property.defaultValue()).isEqualTo(true);
			return;
		}
		Object used = this.defaults.getPropertyValue(property.path());
		if (property.defaultValue() == null) {
			assertThat(used == null || used.equals(List.of()) || used.equals(Integer.MAX_VALUE)).isTrue();
		}
		else {
			assertThat(ApplicationConversionService.getSharedInstance()
				.convert(property.defaultValue(), this.defaults.getPropertyType(property.path()))).isEqualTo(used);
		}
	}

	@Test
	void everyPropertyIsThere() {
		Set<String> names = new TreeSet<>();
		properties().map(Property::name).forEach(names::add);
		assertThat(names).contains("ws-shutdown.enabled", "ws-shutdown.phase", "ws-shutdown.timeout",
				"ws-shutdown.close.status", "ws-shutdown.close.reason", "ws-shutdown.close.write-timeout",
				"ws-shutdown.pace.rate", "ws-shutdown.pace.max-share", "ws-shutdown.in-flight.grace",
				"ws-shutdown.settle", "ws-shutdown.retry-after", "ws-shutdown.exclude-paths",
				"ws-shutdown.exclude-beans", "ws-shutdown.streams.enabled", "ws-shutdown.streams.media-types",
				"ws-shutdown.streams.retry", "ws-shutdown.streams.event-source-refusal",
				"ws-shutdown.streams.last-event.name", "ws-shutdown.streams.last-event.data");
	}

	@Test
	void statusesAreHintedButNotOnlyThose() {
		Map<String, Object> hint = ConfigurationMetadata.hints()
			.stream()
			.filter((candidate) -> "ws-shutdown.close.status".equals(candidate.get("name")))
			.findFirst()
			.orElseThrow();
		assertThat(hint.get("values")).asString().contains("value=1001").contains("value=1012");
		assertThat(hint.get("providers")).asString().contains("name=any");
	}

}
