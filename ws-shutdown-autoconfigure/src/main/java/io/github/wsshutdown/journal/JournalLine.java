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

package io.github.wsshutdown.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: a flat object of JSON, whose values are texts, whole numbers
 * and truth values. It says itself whether it is complete.
 */
final class JournalLine {

	/**
	 * How every line begins, by which a journal is known.
	 */
	static final String BEGINNING = "{\"time\":\"";

	/**
	 * Longer ones are cut; names come from outside of this library.
	 */
	static final int LONGEST_TEXT = 300;

	private static final int LONGEST_LINE = 64 * 1024;

	private static final Pattern FIELD = Pattern
		.compile("\"([A-Za-z]++)\":(\"(?:[^\"\\\\]++|\\\\.)*+\"|-?[0-9]{1,18}+|true|false)");

	/**
	 * What the lines of a drain begin with.
	 */
	private static final Pattern HEAD = Pattern
		.compile("\\{\"time\":\"[0-9TZ:.-]++\",\"event\":\"[a-z]++\",\"drain\":[1-9][0-9]*+,.*+", Pattern.DOTALL);

	private static final Pattern ESCAPED = Pattern.compile("\\\\(u[0-9a-f]{4}|.)");

	private final Map<String, Object> fields = new LinkedHashMap<>();

	/**
	 * Adds a field, or replaces it.
	 */
	JournalLine with(String name, Object value) {
		this.fields.put(name, (value instanceof String text) ? shortened(text) : value);
		return this;
	}

	@Nullable String text(String name) {
		return (this.fields.get(name) instanceof String text) ? text : null;
	}

	/**
	 * Returns a text as it can be shown in the log: somebody may have written to the
	 * file.
	 */
	String printable(String name) {
		StringBuilder printable = new StringBuilder();
		for (char character : shortened(Objects.requireNonNullElse(text(name), "?")).toCharArray()) {
			printable.append(isPlain(character) ? character : '?');
		}
		return printable.toString();
	}

	/**
	 * Returns a number, zero if it is not there.
	 */
	long number(String name) {
		return (this.fields.get(name) instanceof Number number) ? number.longValue() : 0;
	}

	boolean is(String name) {
		return Boolean.TRUE.equals(this.fields.get(name));
	}

	/**
	 * Tells whether the line is about a drain, as all in a journal are.
	 */
	boolean isOfADrain() {
		return text("event") != null && number("drain") > 0;
	}

	/**
	 * Tells whether a text is what a line about a drain may begin with.
	 */
	static boolean isBeginning(String text) {
		Matcher head = HEAD.matcher(text);
		return head.matches() || head.hitEnd();
	}

	/**
	 * Returns the line without its end.
	 */
	@Override
	public String toString() {
		StringBuilder json = new StringBuilder();
		this.fields.forEach((name, value) -> {
			json.append((json.length() == 0) ? "{\"" : ",\"").append(name).append("\":");
			if (value instanceof String text) {
				quote(text, json);
			}
			else {
				json.append(value);
			}
		});
		return json.append('}').toString();
	}

	/**
	 * Reads a line that {@link #toString()} wrote.
	 * @return the line, or {@code null} if it is not a whole one
	 */
	static @Nullable JournalLine parse(String json) {
		if (json.length() > LONGEST_LINE || !json.startsWith(BEGINNING)) {
			return null;
		}
		JournalLine line = new JournalLine();
		Matcher field = FIELD.matcher(json);
		int position = 1;
		while (field.find(position) && field.start() == position) {
			line.fields.put(field.group(1), value(field.group(2)));
			position = field.end();
			if (position == json.length() - 1) {
				return json.endsWith("}") ? line : null;
			}
			if (position == json.length() || json.charAt(position) != ',') {
				return null;
			}
			position++;
		}
		return null;
	}

	private static Object value(String json) {
		if (json.startsWith("\"")) {
			return ESCAPED.matcher(json.substring(1, json.length() - 1))
				.replaceAll((match) -> Matcher.quoteReplacement(unescaped(match.group(1))));
		}
		return json.endsWith("e") ? Boolean.valueOf(json) : Long.valueOf(json);
	}

	private static String unescaped(String escaped) {
		return (escaped.length() > 1) ? String.valueOf((char) Integer.parseInt(escaped.substring(1), 16)) : escaped;
	}

	private static String shortened(String text) {
		return (text.length() > LONGEST_TEXT) ? text.substring(0, LONGEST_TEXT) + "…" : text;
	}

	private static void quote(String text, StringBuilder json) {
		json.append('"');
		for (char character : text.toCharArray()) {
			if (character == '"' || character == '\\') {
				json.append('\\').append(character);
			}
			else if (isPlain(character)) {
				json.append(character);
			}
			else {
				json.append("\\u%04x".formatted((int) character));
			}
		}
		json.append('"');
	}

	/**
	 * Tells whether a character can be shown as it is: it begins no line and steers no
	 * terminal.
	 */
	private static boolean isPlain(char character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

}
