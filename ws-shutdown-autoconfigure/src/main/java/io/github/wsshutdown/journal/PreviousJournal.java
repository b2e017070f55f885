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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the process before this one has left, whatever it was doing when it ended.
 *
 * @param lines the whole lines
 * @param torn whether something is behind them that is not a whole line
 */
record PreviousJournal(List<JournalLine> lines, boolean torn) {

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
			return new PreviousJournal(List.of(), false);
		}
		if (!Files.isRegularFile(path)) {
			throw new IOException("it is there and is no file");
		}
		String content;
		try (InputStream input = Files.newInputStream(path)) {
			content = new String(input.readNBytes(longest), StandardCharsets.UTF_8);
		}
		if (!content.startsWith(JournalLine.BEGINNING) && !JournalLine.BEGINNING.startsWith(content)) {
			throw new IOException("it is there and is no journal");
		}
		return parse(content);
	}

	private static PreviousJournal parse(String content) {
		int end = content.lastIndexOf('\n') + 1;
		List<JournalLine> lines = new ArrayList<>(
				content.substring(0, end).lines().map(JournalLine::parse).filter(Objects::nonNull).toList());
		return new PreviousJournal(lines, end < content.length());
	}

	boolean isEmpty() {
		return this.lines.isEmpty();
	}

	/**
	 * Puts the file aside if it tells of a drain, in the place of the one put aside
	 * before, and otherwise removes it.
	 */
	void putAside(Path path) throws IOException {
		if (isEmpty()) {
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
