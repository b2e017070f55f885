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

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Parses {@code ws-shutdown.exclude-paths}.
 */
final class ExcludedPaths {

	private ExcludedPaths() {
	}

	static List<PathPattern> parse(List<String> patterns) {
		return patterns.stream().map(ExcludedPaths::parse).toList();
	}

	private static PathPattern parse(String pattern) {
		if (!pattern.startsWith("/")) {
			throw invalid(pattern, "which does not begin with '/'");
		}
		try {
			return PathPatternParser.defaultInstance.parse(pattern);
		}
		catch (PatternParseException ex) {
			throw invalid(pattern, "which is no path pattern: " + ex.getMessage());
		}
	}

	private static InvalidWsShutdownPropertyException invalid(String pattern, String problem) {
		return new InvalidWsShutdownPropertyException("ws-shutdown.exclude-paths", pattern, problem,
				"Write patterns such as '/internal/feed' or '/internal/**', relative to the context path");
	}

}
