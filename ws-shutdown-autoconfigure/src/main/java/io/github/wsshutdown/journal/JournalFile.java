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

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A file to which whole lines are appended, each on disk when the call returns. Not
 * thread-safe.
 * <p>
 * A process that is killed leaves every line that was appended and at most one that is
 * not whole, at the end. A line that could not be written is taken back, so that the next
 * one begins a line. A file that has become too long is replaced, in one step, by one
 * with the lines to keep. While it is open, others see that it is, where the file system
 * knows locks.
 */
final class JournalFile implements Closeable {

	/**
	 * The byte that is locked: behind whatever is written, because Windows lets nobody
	 * read what another has locked.
	 */
	private static final long LOCKED = Long.MAX_VALUE - 1;

	private final Path path;

	private final int longest;

	private final List<String> kept = new ArrayList<>();

	private FileChannel channel;

	private @Nullable Object key;

	private long size;

	/**
	 * Opens a new file.
	 * @param path where
	 * @param longest how many bytes it may have
	 * @throws IOException if the file exists, or cannot be made or written to
	 */
	JournalFile(Path path, int longest) throws IOException {
		this(path, longest, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
	}

	JournalFile(Path path, int longest, FileChannel channel) throws IOException {
		this.path = path;
		this.longest = longest;
		this.channel = channel;
		this.key = keyOf(path);
		lock(channel);
	}

	/**
	 * Tells whether somebody has the file open, in this process or another. Does not know
	 * where nothing can be locked, and says no then.
	 */
	static boolean isOpen(Path path) {
		try (FileChannel candidate = FileChannel.open(path, StandardOpenOption.WRITE)) {
			return !lock(candidate);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Takes the lock, which lasts as long as the channel is open.
	 * @return whether nobody else has it
	 */
	private static boolean lock(FileChannel channel) {
		try {
			return channel.tryLock(LOCKED, 1, false) != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * Forgets what was to be kept.
	 */
	void begin() {
		this.kept.clear();
	}

	/**
	 * Appends a line that a file that has become too long keeps.
	 */
	void keep(String line) throws IOException {
		append(line);
		this.kept.add(line);
	}

	/**
	 * Appends a line.
	 */
	void append(String line) throws IOException {
		byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
		if (this.size + bytes.length > this.longest) {
			shorten();
		}
		this.size += write(this.channel, this.size, bytes);
	}

	/**
	 * Puts a shorter file in the place of this one, unless the place is another's by now.
	 */
	private void shorten() throws IOException {
		if (!Objects.equals(this.key, keyOf(this.path))) {
			return;
		}
		Path shorter = this.path.resolveSibling(this.path.getFileName() + ".tmp");
		FileChannel replacement = FileChannel.open(shorter, StandardOpenOption.CREATE,
				StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
		try {
			byte[] content = this.kept.stream()
				.map((line) -> line + "\n")
				.reduce("", String::concat)
				.getBytes(StandardCharsets.UTF_8);
			write(replacement, 0, content);
			lock(replacement);
			Files.move(shorter, this.path, StandardCopyOption.ATOMIC_MOVE);
			this.channel.close();
			this.channel = replacement;
			this.key = keyOf(this.path);
			this.size = content.length;
		}
		finally {
			if (this.channel != replacement) {
				replacement.close();
				Files.deleteIfExists(shorter);
			}
		}
	}

	private static int write(FileChannel channel, long position, byte[] bytes) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		try {
			while (buffer.hasRemaining()) {
				channel.write(buffer, position + buffer.position());
			}
			channel.force(false);
			return bytes.length;
		}
		catch (IOException ex) {
			takeBack(channel, position, ex);
			throw ex;
		}
	}

	private static void takeBack(FileChannel channel, long position, IOException failure) {
		try {
			channel.truncate(position);
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
	}

	private static @Nullable Object keyOf(Path path) throws IOException {
		try {
			return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
