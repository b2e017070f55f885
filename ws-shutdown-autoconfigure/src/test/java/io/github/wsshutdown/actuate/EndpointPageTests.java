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

package io.github.wsshutdown.actuate;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the tables of {@code docs/endpoint.md} complete; what it says of answers is kept
 * by a test with a running application.
 */
class EndpointPageTests {

	private static final Path PAGE = Path.of("..", "docs", "endpoint.md");

	private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| ([^|]+) \\|");

	private static final Pattern CODE = Pattern.compile("`([A-Za-z]+)`");

	@Test
	void everyClientIsInTheTable() throws IOException {
		assertThat(namesInTables()).containsAll(Stream.of(ClientType.values()).map(ClientType::toString).toList());
	}

	@Test
	void everyParameterOfADrainIsInTheTable() throws IOException {
		List<String> parameters = Stream.of(ReflectionUtils.getDeclaredMethods(WebsocketsEndpointWebExtension.class))
			.filter((method) -> method.getName().equals("drain"))
			.flatMap((method) -> Stream.of(method.getParameters()))
			.filter((parameter) -> parameter.getType() != SecurityContext.class)
			.map(Parameter::getName)
			.toList();
		assertThat(parameters).hasSizeGreaterThan(5);
		assertThat(namesInTables()).containsAll(parameters);
	}

	@Test
	void boundsAreTheOnesThatAreUsed() throws IOException {
		assertThat(Files.readString(PAGE))
			.contains(Connections.DEFAULT_LIMIT + " by default and at most " + Connections.MAX_LIMIT)
			.contains("The " + OpenConnections.MAX_ENDPOINTS + " endpoints with most connections");
	}

	@Test
	void delaysAreTheOnesThatAreUsed() throws IOException {
		for (ClientType type : List.of(ClientType.STOMP, ClientType.GRAPHQL)) {
			String row = Files.readAllLines(PAGE)
				.stream()
				.filter((line) -> line.startsWith("| `" + type + "` |"))
				.findFirst()
				.orElseThrow();
			assertThat(row).contains(String.format(Locale.ROOT, "%s s", text(Text.seconds(type.latest()))));
		}
	}

	private static String text(double seconds) {
		return (seconds == Math.rint(seconds)) ? String.valueOf((long) seconds) : String.valueOf(seconds);
	}

	private static List<String> namesInTables() throws IOException {
		return FIRST_CELL.matcher(Files.readString(PAGE))
			.results()
			.flatMap((row) -> CODE.matcher(row.group(1)).results())
			.map((code) -> code.group(1))
			.toList();
	}

}
