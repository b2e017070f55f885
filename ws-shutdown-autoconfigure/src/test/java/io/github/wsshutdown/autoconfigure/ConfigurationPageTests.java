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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.autoconfigure.ConfigurationMetadata.Property;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code docs/configuration.md} as the metadata is.
 */
class ConfigurationPageTests {

	private static final Path PAGE = Path.of("..", "docs", "configuration.md");

	private static final Pattern MENTION = Pattern.compile("`(ws-shutdown\\.[a-z.-]+[a-z])");

	@Test
	void tableIsTheMetadata() throws IOException {
		String expected = ConfigurationMetadata.properties()
			.stream()
			.map(ConfigurationPageTests::row)
			.collect(Collectors.joining("\n"));
		String written = Files.readAllLines(PAGE)
			.stream()
			.filter((line) -> line.startsWith("| `ws-shutdown."))
			.collect(Collectors.joining("\n"));
		assertThat(written).isEqualTo(expected);
	}

	@Test
	void everyPropertyThatIsMentionedExists() throws IOException {
		Set<String> names = ConfigurationMetadata.properties()
			.stream()
			.map(Property::name)
			.collect(Collectors.toCollection(TreeSet::new));
		Matcher mentions = MENTION.matcher(Files.readString(PAGE));
		List<String> mentioned = mentions.results().map((match) -> match.group(1)).toList();
		assertThat(mentioned).isNotEmpty().isSubsetOf(names);
	}

	/**
	 * The examples of the text.
	 */
	@Test
	void timesInTheTextAreTheOnesThatAreUsed() throws IOException {
		DrainTime usual = DrainTime.of(null, Duration.ofSeconds(30));
		assertThat(Files.readString(PAGE)).contains("30 s").contains(usual.timeout().toSeconds() + " s");
	}

	private static String row(Property property) {
		return "| `" + property.name() + "` | `" + property.simpleType() + "` | " + defaultOf(property) + " | "
				+ property.description() + " |";
	}

	private static String defaultOf(Property property) {
		if (property.defaultValue() != null) {
			return "`" + property.defaultValue() + "`";
		}
		boolean none = property.type().startsWith("java.util.List") || property.name().contains(".last-event.")
				|| property.name().endsWith(".journal") || property.name().contains(".termination-grace-period");
		return none ? "none" : "derived";
	}

}
