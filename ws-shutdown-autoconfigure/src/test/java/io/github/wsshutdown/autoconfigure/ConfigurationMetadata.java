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
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonParserFactory;

/**
 * The generated {@code spring-configuration-metadata.json} of this module.
 */
final class ConfigurationMetadata {

	private ConfigurationMetadata() {
	}

	static List<Property> properties() {
		return properties("ws-shutdown.");
	}

	/**
	 * Returns what is configured where Spring Boot's actuator is.
	 */
	static List<Property> managementProperties() {
		return properties("management.");
	}

	private static List<Property> properties(String prefix) {
		return list("properties").stream()
			.filter((json) -> !json.containsKey("deprecated"))
			.map(Property::of)
			.filter((property) -> property.name().startsWith(prefix))
			.sorted((a, b) -> a.name().compareTo(b.name()))
			.toList();
	}

	static List<Map<String, Object>> hints() {
		return list("hints");
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(String name) {
		return (List<Map<String, Object>>) Objects
			.requireNonNull(JsonParserFactory.getJsonParser().parseMap(read()).get(name));
	}

	private static String read() {
		try {
			URI classes = WsShutdownProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI();
			URI file = classes.resolve("META-INF/spring-configuration-metadata.json");
			try (InputStream content = file.toURL().openStream()) {
				return new String(content.readAllBytes(), StandardCharsets.UTF_8);
			}
		}
		catch (IOException | URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Property(String name, String type, @Nullable String description, @Nullable Object defaultValue) {

		private static final Pattern AFTER_HYPHEN = Pattern.compile("-([a-z])");

		static Property of(Map<String, Object> json) {
			return new Property((String) Objects.requireNonNull(json.get("name")),
					(String) Objects.requireNonNull(json.get("type")), (String) json.get("description"),
					json.get("defaultValue"));
		}

		String simpleType() {
			return this.type.replaceAll("[a-z]+\\.", "");
		}

		/**
		 * Returns the path of the property in {@link WsShutdownProperties}.
		 */
		String path() {
			return AFTER_HYPHEN.matcher(this.name.substring("ws-shutdown.".length()))
				.replaceAll((match) -> match.group(1).toUpperCase(Locale.ROOT));
		}

	}

}
