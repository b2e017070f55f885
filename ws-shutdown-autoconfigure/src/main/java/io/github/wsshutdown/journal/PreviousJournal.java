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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What the process before this one has left, whatever it was doing when it ended.
 *
 * @param lines the whole lines
 * @param torn whether something is behind them that is not a whole line
 * @param damaged whether it does not begin as it was written, as after a loss of power
 */
record PreviousJournal(List<JournalLine> lines, boolean torn, boolean damaged) {

	PreviousJournal {
		lines = List.copyOf(lines);
	}

	/**
	 * Reads a file.
	 * @param path where
	 * @param longest how many bytes to read at most
	 * @return what is there, nothing if there is no file
	 * @throws IOException if there is something else than a journal
	 */
	static PreviousJournal read(Path path, int longest) throws IOException {
		if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
			return new PreviousJournal(List.of(), false, false);
		}
		if (!Files.isRegularFile(path)) {
			throw new IOException("it is there and is no file");
		}
		String content;
		try (InputStream input = Files.newInputStream(path)) {
			content = new String(input.readNBytes(longest), StandardCharsets.UTF_8);
		}
		PreviousJournal journal = parse(content);
		if (journal.damaged() ? !journal.couldBeDamaged(content) : !couldBeWhole(content)) {
			throw new IOException("it is there and is no journal");
		}
		return journal;
	}

	private static PreviousJournal parse(String content) {
		int end = content.lastIndexOf('\n') + 1;
		List<JournalLine> lines = content.substring(0, end)
			.lines()
			.map(PreviousJournal::parseLine)
			.filter(Objects::nonNull)
			.toList();
		return new PreviousJournal(lines, end < content.length(), content.startsWith("\0"));
	}

	private static @Nullable JournalLine parseLine(String line) {
		JournalLine parsed = JournalLine.parse(line.substring(lengthOfZeros(line)));
		return (parsed != null && parsed.isOfADrain()) ? parsed : null;
	}

	/**
	 * What a process has not forced to the disk when power is lost may be zeros.
	 */
	private static int lengthOfZeros(String text) {
		int length = 0;
		while (length < text.length() && text.charAt(length) == '\0') {
			length++;
		}
		return length;
	}

	private static boolean couldBeWhole(String content) {
		int end = content.indexOf('\n');
		return (end < 0) ? JournalLine.isBeginning(content) : parseLine(content.substring(0, end)) != null;
	}

	private boolean couldBeDamaged(String content) {
		return !isEmpty() || JournalLine.isBeginning(content.substring(lengthOfZeros(content)));
	}

	boolean isEmpty() {
		return this.lines.isEmpty();
	}

	/**
	 * Puts the file aside, in the place of the one put aside before, if it tells of a
	 * drain, or may do so: if it is damaged, or another process has it open. Otherwise
	 * removes it.
	 */
	void putAside(Path path) throws IOException {
		if (isEmpty() && !this.damaged && !JournalFile.isOpen(path)) {
			Files.deleteIfExists(path);
		}
		else {
			Files.move(path, aside(path), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		}
	}

	static Path aside(Path path) {
		return path.resolveSibling(path.getFileName() + ".1");
	}

}
