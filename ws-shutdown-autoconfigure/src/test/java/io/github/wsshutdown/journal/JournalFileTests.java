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

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link JournalFile}.
 */
class JournalFileTests {

	private static final int LONGEST = 100;

	@TempDir
	Path directory;

	private Path path;

	@BeforeEach
	void setPath() {
		this.path = this.directory.resolve("journal");
	}

	@Test
	void lineIsThereWhenTheCallReturns() throws IOException {
		try (JournalFile file = new JournalFile(this.path, LONGEST)) {
			file.append("one");
			assertThat(this.path).hasContent("one\n");
			file.keep("two");
			assertThat(this.path).hasContent("one\ntwo\n");
		}
	}

	@Test
	void fileThatIsThereIsNotOverwritten() throws IOException {
		Files.writeString(this.path, "precious");
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> new JournalFile(this.path, LONGEST));
		assertThat(this.path).hasContent("precious");
	}

	@Test
	void fileKeepsWhatMattersAndIsNeverTooLong() throws IOException {
		try (JournalFile file = new JournalFile(this.path, LONGEST)) {
			file.keep("first");
			for (int i = 0; i < 1000; i++) {
				file.append("progress " + i);
				assertThat(Files.size(this.path)).isLessThanOrEqualTo(LONGEST);
				assertThat(Files.readString(this.path)).startsWith("first\n").endsWith("progress " + i + "\n");
			}
			file.keep("last");
			file.append("x".repeat(80));
			assertThat(Files.readAllLines(this.path)).containsExactly("first", "last", "x".repeat(80));
			file.begin();
			file.append("x".repeat(90));
			assertThat(Files.readAllLines(this.path)).containsExactly("x".repeat(90));
		}
		assertThat(this.directory).isDirectoryNotContaining((other) -> !other.equals(this.path));
	}

	@Test
	void fileOfAnotherProcessInItsPlaceIsLeftAlone() throws IOException {
		Path aside = this.directory.resolve("journal.1");
		try (JournalFile file = new JournalFile(this.path, LONGEST)) {
			file.append("x".repeat(90));
			Files.move(this.path, aside);
			Files.writeString(this.path, "of another");
			file.append("y".repeat(90));
			assertThat(this.path).hasContent("of another");
			assertThat(aside).hasContent("x".repeat(90) + "\n" + "y".repeat(90) + "\n");
		}
	}

	@Test
	void fileThatIsRemovedIsNotMadeAgain() throws IOException {
		try (JournalFile file = new JournalFile(this.path, LONGEST)) {
			file.append("x".repeat(90));
			Files.delete(this.path);
			file.append("y".repeat(90));
			assertThat(this.path).doesNotExist();
		}
	}

	@Test
	void othersSeeWhetherItIsOpen() throws IOException {
		assertThat(JournalFile.isOpen(this.path)).isFalse();
		try (JournalFile file = new JournalFile(this.path, LONGEST)) {
			assertThat(JournalFile.isOpen(this.path)).isTrue();
			file.append("x".repeat(90));
			file.append("y".repeat(90));
			assertThat(JournalFile.isOpen(this.path)).isTrue();
		}
		assertThat(this.path).hasContent("y".repeat(90) + "\n");
		assertThat(JournalFile.isOpen(this.path)).isFalse();
	}

	@Test
	void otherProcessesSeeThatItIsOpenUntilThatProcessHasEnded() throws Exception {
		Process other = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				classPath(JournalFile.class, OtherProcess.class), OtherProcess.class.getName(), this.path.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try {
			assertThat(other.getInputStream().read()).isEqualTo('.');
			assertThat(JournalFile.isOpen(this.path)).isTrue();
			assertThat(this.path).isEmptyFile();
		}
		finally {
			other.destroyForcibly();
		}
		assertThat(other.onExit()).succeedsWithin(Duration.ofSeconds(10));
		assertThat(JournalFile.isOpen(this.path)).isFalse();
	}

	private static String classPath(Class<?>... classes) throws URISyntaxException {
		List<String> places = new ArrayList<>();
		for (Class<?> type : classes) {
			places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
		}
		return String.join(File.pathSeparator, places);
	}

	@Test
	void lineAfterOneThatCouldNotBeWrittenBeginsALine() throws IOException {
		try (JournalFile file = new JournalFile(this.path, LONGEST)) {
			file.append("one");
			Files.writeString(this.path, "torn", StandardOpenOption.APPEND);
			file.append("two, and longer");
			assertThat(this.path).hasContent("one\ntwo, and longer\n");
		}
	}

	@Test
	void fileThatCannotBeReplacedStaysAsItIs() throws IOException {
		Files.createDirectory(this.directory.resolve("journal.tmp"));
		try (JournalFile file = new JournalFile(this.path, LONGEST)) {
			file.append("x".repeat(90));
			assertThatIOException().isThrownBy(() -> file.append("y".repeat(90)));
			assertThat(this.path).hasContent("x".repeat(90) + "\n");
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void fullDiskIsAFailureOfTheCall() throws IOException {
		Path full = Path.of("/dev/full");
		try (JournalFile file = new JournalFile(full, LONGEST, FileChannel.open(full, StandardOpenOption.WRITE))) {
			assertThatIOException().isThrownBy(() -> file.append("one")).withMessageContaining("No space left");
		}
	}

	/**
	 * Has a file open until it is killed.
	 */
	static final class OtherProcess {

		private OtherProcess() {
		}

		public static void main(String[] arguments) throws IOException {
			try (JournalFile file = new JournalFile(Path.of(arguments[0]), LONGEST)) {
				System.out.print('.');
				System.out.flush();
				System.in.read();
				file.append("not killed");
			}
		}

	}

}
