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

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The last drain that a journal tells of.
 *
 * @param lines its lines, at least one
 * @param torn whether the journal ends within a line
 */
record LastDrain(List<JournalLine> lines, boolean torn) {

	private static final int NAMED_STRAGGLERS = 5;

	static LastDrain of(PreviousJournal journal) {
		long last = journal.lines().stream().mapToLong((line) -> line.number("drain")).max().orElseThrow();
		return new LastDrain(journal.lines().stream().filter((line) -> line.number("drain") == last).toList(),
				journal.torn());
	}

	/**
	 * Tells whether the process has seen the end of the drain, or has undone it.
	 */
	boolean isFinished() {
		return has("finished") || has("undone");
	}

	private boolean has(String event) {
		return this.lines.stream().anyMatch((line) -> is(line, event));
	}

	/**
	 * Says in one line how far it had come.
	 */
	String description() {
		JournalLine first = this.lines.get(0);
		JournalLine latest = latest();
		String end = has("finished") ? "finished" : has("undone") ? "was undone" : "DID NOT FINISH";
		return "The last drain before this start, by process " + first.number("pid") + ", " + end + ". It began at "
				+ first.printable("time") + " because " + first.printable("cause") + "; the journal tells of it until "
				+ this.lines.get(this.lines.size() - 1).printable("time") + ": " + counts(latest) + stragglers()
				+ (this.torn ? "; the last line is not whole" : "");
	}

	private static String counts(JournalLine line) {
		return line.number("asked") + " of " + line.number("total") + " connections asked after "
				+ String.format(Locale.ROOT, "%.1f s", line.number("elapsedMillis") / 1000.0) + ", "
				+ line.number("answered") + " answered, " + line.number("gone") + " gone, " + line.number("unconfirmed")
				+ " unconfirmed, " + line.number("terminated") + " terminated, " + line.number("failed") + " failed, "
				+ line.number("remaining") + " remaining, " + line.number("refused") + " newcomers refused";
	}

	private String stragglers() {
		List<JournalLine> cut = this.lines.stream().filter((line) -> is(line, "straggler")).toList();
		if (cut.isEmpty()) {
			return "";
		}
		return cut.stream()
			.limit(NAMED_STRAGGLERS)
			.map((line) -> line.printable("kind") + " " + line.printable("id") + " at " + line.printable("endpoint"))
			.collect(Collectors.joining("; ", "; cut at the deadline: ",
					(cut.size() > NAMED_STRAGGLERS) ? "; and " + (cut.size() - NAMED_STRAGGLERS) + " more" : ""));
	}

	/**
	 * Returns the last line with counts.
	 */
	private JournalLine latest() {
		JournalLine latest = this.lines.get(0);
		for (JournalLine line : this.lines) {
			latest = is(line, "straggler") ? latest : line;
		}
		return latest;
	}

	private static boolean is(JournalLine line, String event) {
		return event.equals(line.text("event"));
	}

}
