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

package io.github.wsshutdown.tests.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps what the page about clients says as the tests are.
 */
class ClientsPageTests {

	private static final Pattern VERSION = Pattern.compile("`([\\w@/-]+)` (\\d+\\.\\d+\\.\\d+)");

	@Test
	void versionsOnThePageAreTheOnesThatAreTested() throws IOException {
		String page = Files.readString(Path.of("..", "..", "docs", "clients.md"));
		Set<String> written = VERSION.matcher(page)
			.results()
			.map((match) -> match.group(1) + " " + match.group(2))
			.collect(Collectors.toSet());
		String json = Files.readString(Path.of("..", "src", "test", "node", "package.json"));
		Map<?, ?> tested = (Map<?, ?>) JsonParserFactory.getJsonParser().parseMap(json).get("dependencies");
		assertThat(written).hasSizeGreaterThan(4)
			.isSubsetOf(tested.entrySet().stream().map((entry) -> entry.getKey() + " " + entry.getValue()).toList());
	}

}
