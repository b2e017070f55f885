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

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JournalLine}.
 */
class JournalLineTests {

	private static final String TIME = "2026-11-22T02:00:00.123Z";

	@Test
	void lineIsJson() {
		JournalLine line = line().with("text", "a \"b\" \\ c\n\u001b[0m \u2028 \u00e4\ud83d\ude00")
			.with("number", -12)
			.with("truth", true);
		assertThat(line)
			.hasToString("{\"time\":\"" + TIME + "\",\"text\":\"a \\\"b\\\" \\\\ c\\u000a\\u001b[0m \\u2028 "
					+ "\u00e4\\ud83d\\ude00\",\"number\":-12,\"truth\":true}");
		assertThat(JsonParserFactory.getJsonParser().parseMap(line.toString())).containsEntry("number", -12)
			.containsEntry("truth", true)
			.containsEntry("text", line.text("text"));
	}

	@Property
	void whatIsWrittenIsRead(@ForAll String text, @ForAll int number, @ForAll boolean truth) {
		JournalLine written = line().with("text", text).with("number", number).with("truth", truth);
		assertThat(written.toString()).doesNotContainPattern("[\\p{Cc}\\u2028\\u2029]");
		JournalLine read = JournalLine.parse(written.toString());
		assertThat(read).isNotNull().hasToString(written.toString());
		assertThat(read.text("text")).isEqualTo(written.text("text"));
		assertThat(read.number("number")).isEqualTo(number);
	}

	@Test
	void noPartOfALineIsALine() {
		String whole = line().with("text", "a},\"b\":\"c\"}").with("number", 123).with("truth", false).toString();
		for (int length = 0; length < whole.length(); length++) {
			assertThat(JournalLine.parse(whole.substring(0, length))).as(whole.substring(0, length)).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "null", "{\"time\":\"" + TIME + "\"}}", "{\"time\":\"" + TIME + "\",}",
			"{\"time\":\"" + TIME + "\";\"drain\":1}", "{\"time\":\"" + TIME + "\",\"drain\":1.5}",
			"{\"time\":\"" + TIME + "\",\"drain\":99999999999999999999}", "{\"drain\":1}" })
	void whatIsNoLineIsNotRead(String text) {
		assertThat(JournalLine.parse(text)).isNull();
	}

	@Test
	void linesOfADrainAreKnownByTheirBeginning() {
		String whole = line().with("event", "started").with("drain", 12).with("pid", 1).toString();
		assertThat(JournalLine.parse(whole)).matches(JournalLine::isOfADrain);
		for (int length = 0; length <= whole.length(); length++) {
			assertThat(JournalLine.isBeginning(whole.substring(0, length))).as(whole.substring(0, length)).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"time\":\"" + TIME + "\"}", "{\"time\":\"" + TIME + "\",\"level\":\"INFO\"}",
			"{\"time\":\"" + TIME + "\",\"event\":\"started\",\"drain\":0,\"pid\":1}",
			"{\"time\":\"" + TIME + "\",\"event\":\"started\"}", "{\"time\":\"today\"}", "[]" })
	void otherLinesAreNoneOfADrain(String text) {
		JournalLine line = JournalLine.parse(text);
		assertThat(line == null || !line.isOfADrain()).isTrue();
		assertThat(JournalLine.isBeginning(text)).isFalse();
	}

	@Test
	void lineThatIsTooLongIsNotRead() {
		String text = "{\"time\":\"" + "x".repeat(100_000) + "\"}";
		assertThat(JournalLine.parse(text)).isNull();
	}

	@Test
	void textIsCut() {
		assertThat(line().with("text", "x".repeat(10_000)).text("text")).hasSize(JournalLine.LONGEST_TEXT + 1)
			.endsWith("…");
	}

	@Test
	void whatIsNotThereIsNothing() {
		assertThat(line().text("nothing")).isNull();
		assertThat(line().number("nothing")).isZero();
		assertThat(line().printable("nothing")).isEqualTo("?");
	}

	@Test
	void textForTheLogIsPrintableAndShort() {
		JournalLine line = JournalLine.parse("{\"time\":\"a\\u000ab\\u001b" + "x".repeat(1000) + "\"}");
		assertThat(line).isNotNull();
		assertThat(line.printable("time")).startsWith("a?b?xxx").hasSize(JournalLine.LONGEST_TEXT + 1);
	}

	private static JournalLine line() {
		return new JournalLine().with("time", TIME);
	}

}
