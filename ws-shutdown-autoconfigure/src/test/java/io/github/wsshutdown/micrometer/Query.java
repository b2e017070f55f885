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

package io.github.wsshutdown.micrometer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query of Prometheus asks for. Not a parser of the language: finds every name in
 * it, and tells the names of series from those of labels and functions by where they
 * stand.
 */
final class Query {

	/**
	 * Labels that Prometheus adds, which no application exports.
	 */
	private static final Set<String> TARGET_LABELS = Set.of("job", "instance", "namespace", "pod");

	private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

	private static final Set<String> FUNCTIONS = Set.of("sum", "max", "min", "avg", "count", "rate", "increase",
			"histogram_quantile", "max_over_time", "min_over_time", "avg_over_time", "label_values", "abs", "clamp_min",
			"topk");

	private static final Pattern SELECTION = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*\\{([^}]*)}");

	private static final Pattern MATCHER = Pattern.compile("\\s*(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"\\s*");

	private static final Pattern GROUPING = Pattern
		.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");

	private static final Pattern NAME = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\s*\\()?");

	private final String text;

	private final Scrape scrape;

	private final List<String> errors = new ArrayList<>();

	private final List<String> asked = new ArrayList<>();

	private Query(String text, Scrape scrape) {
		this.text = text;
		this.scrape = scrape;
	}

	/**
	 * Returns what a query asks for that was not scraped.
	 * @param text the query
	 * @param scrape what was scraped
	 * @return what is wrong with the query, if anything is
	 */
	static List<String> errorsOf(String text, Scrape scrape) {
		Query query = new Query(text, scrape);
		query.check();
		return query.errors;
	}

	private void check() {
		String rest = this.text.replaceAll("\\[[^\\]]*]", " ").replaceAll("\\bby\\b", " by ");
		Matcher variables = Pattern.compile("^label_values\\((.*),\\s*(\\w+)\\)$").matcher(rest);
		List<String> groupings = new ArrayList<>();
		if (variables.matches()) {
			rest = variables.group(1);
			groupings.add(variables.group(2));
		}
		Matcher selection = SELECTION.matcher(rest);
		while (selection.find()) {
			checkMatchers(selection.group(1), selection.group(2));
		}
		rest = SELECTION.matcher(rest).replaceAll("$1 ");
		Matcher grouping = GROUPING.matcher(rest);
		while (grouping.find()) {
			groupings.addAll(List.of(grouping.group(2).split(",")));
		}
		rest = GROUPING.matcher(rest).replaceAll(" ").replaceAll("\\b\\d+(\\.\\d+)?\\b", " ");
		Matcher names = NAME.matcher(rest);
		while (names.find()) {
			checkName(names.group(1), names.group(2) != null);
		}
		if (this.asked.isEmpty()) {
			error("asks for nothing");
		}
		groupings.stream().map(String::trim).forEach(this::checkGrouping);
	}

	private void checkMatchers(String series, String matchers) {
		for (String each : matchers.split(",")) {
			Matcher matcher = MATCHER.matcher(each);
			if (!matcher.matches()) {
				error("has a matcher that is none: " + each);
				continue;
			}
			if (TARGET_LABELS.contains(matcher.group(1))) {
				continue;
			}
			Map<String, Set<String>> labels = this.scrape.labels(series);
			if (!labels.containsKey(matcher.group(1))) {
				error(series + " has no label " + matcher.group(1));
				continue;
			}
			for (String value : matcher.group(3).split("\\|")) {
				if (!labels.get(matcher.group(1)).contains(value)) {
					error(series + " never has " + matcher.group(1) + " " + value);
				}
			}
		}
	}

	private void checkName(String name, boolean called) {
		if (OPERATORS.contains(name)) {
			return;
		}
		if (called) {
			if (!FUNCTIONS.contains(name)) {
				error("there is no function " + name);
			}
			return;
		}
		this.asked.add(name);
		if (!this.scrape.names().contains(name)) {
			error("nothing exports " + name);
		}
	}

	private void checkGrouping(String label) {
		if (!TARGET_LABELS.contains(label)
				&& this.asked.stream().noneMatch((series) -> this.scrape.labels(series).containsKey(label))) {
			error("nothing asked for has the label " + label);
		}
	}

	private void error(String what) {
		this.errors.add(what + " in: " + this.text);
	}

}
