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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wsshutdown.autoconfigure.ConfigurationMetadata.Property;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps what the README and the pages say of properties as the metadata is.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern MENTION = Pattern.compile("(?<![\\w-])ws-shutdown\\.[a-z][a-z-]*(?:\\.[a-z-]+)*");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(ws-shutdown\\.[a-z.-]+)` \\| `([^`]+)` \\|");

	static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")), docs)
				.filter((path) -> path.toString().endsWith(".md"))
				.toList();
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyPropertyThatIsMentionedExists(Path page) throws IOException {
		List<String> mentioned = MENTION.matcher(Files.readString(page))
			.results()
			.map((match) -> match.group())
			.toList();
		assertThat(mentioned).isSubsetOf(properties().keySet());
	}

	@Test
	void defaultsInTheReadmeAreTheOnesThatAreUsed() throws IOException {
		Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("README.md")));
		Map<String, String> written = rows.results()
			.filter((row) -> properties().get(row.group(1)).defaultValue() != null)
			.collect(Collectors.toMap((row) -> row.group(1), (row) -> row.group(2)));
		assertThat(written).hasSizeGreaterThan(4)
			.allSatisfy((name, value) -> assertThat(value)
				.isEqualTo(String.valueOf(properties().get(name).defaultValue())));
	}

	@Test
	void readmeIsShort() throws IOException {
		assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(150);
	}

	private static Map<String, Property> properties() {
		return ConfigurationMetadata.properties()
			.stream()
			.collect(Collectors.toMap(Property::name, (property) -> property));
	}

}
