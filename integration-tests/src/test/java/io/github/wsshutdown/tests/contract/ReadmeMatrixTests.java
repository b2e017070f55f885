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

package io.github.wsshutdown.tests.contract;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README claims nothing of this container that no test of this module runs.
 */
class ReadmeMatrixTests {

	/**
	 * What a row is about, a column for each server, a test, and the mark of one that is
	 * not run on each Spring Boot line.
	 */
	private static final Pattern ROW = Pattern
		.compile("(?m)^\\|([^|]+)\\|([^|]+)\\|([^|]+)\\|([^|]+)\\|([^|]+)\\| `(\\w+Tests)`( ¹)? \\|$");

	/**
	 * What the mark says: the lines on which those tests are run.
	 */
	private static final Pattern MARK = Pattern.compile("\\(¹ on (\\S+) and (\\S+)\\)");

	/**
	 * The servers in the order of their columns.
	 */
	private static final List<String> SERVERS = List.of("org.apache.catalina.startup.Tomcat",
			"org.eclipse.jetty.server.Server", "io.undertow.Undertow", "reactor.netty.http.server.HttpServer");

	static List<MatchResult> claims() throws IOException {
		int column = column();
		List<MatchResult> claims = ROW.matcher(readme())
			.results()
			.filter((row) -> row.group(column).contains("✔"))
			.toList();
		assertThat(claims).isNotEmpty();
		return claims;
	}

	private static String readme() throws IOException {
		return Files.readString(Path.of("../../README.md"));
	}

	private static int column() {
		return IntStream.range(0, SERVERS.size())
			.filter((server) -> ClassUtils.isPresent(SERVERS.get(server), null))
			.findFirst()
			.orElseThrow() + 2;
	}

	@ParameterizedTest
	@MethodSource("claims")
	void claimIsTested(MatchResult row) throws Exception {
		Class<?> test = find(row.group(6));
		assertThat(test.isAnnotationPresent(Disabled.class)).isFalse();
		assertThat(row.group(7) != null).as("Is marked").isEqualTo(test.isAnnotationPresent(Thorough.class));
		EnabledIf condition = test.getAnnotation(EnabledIf.class);
		if (condition != null) {
			String[] typeAndMethod = condition.value().split("#");
			Method method = Class.forName(typeAndMethod[0]).getDeclaredMethod(typeAndMethod[1]);
			method.setAccessible(true);
			assertThat(method.invoke(null)).as(row.group(1)).isEqualTo(true);
		}
	}

	@Test
	void markNamesTheLinesThatRunThoroughTests() throws IOException {
		Matcher mark = MARK.matcher(readme());
		assertThat(mark.find()).isTrue();
		String version = SpringBootVersion.getVersion();
		boolean named = version.startsWith(mark.group(1) + ".") || version.startsWith(mark.group(2) + ".");
		assertThat(Files.readString(Path.of("pom.xml")).contains("${tests.all-but-brief}")).isEqualTo(named);
	}

	private static Class<?> find(String simpleName) throws IOException, ClassNotFoundException {
		Path root = Path.of("target/test-classes");
		try (Stream<Path> files = Files.walk(root)) {
			Path file = files.filter((path) -> path.endsWith(simpleName + ".class")).findAny().orElseThrow();
			String name = root.relativize(file).toString().replace('/', '.');
			return Class.forName(name.substring(0, name.length() - ".class".length()));
		}
	}

}
