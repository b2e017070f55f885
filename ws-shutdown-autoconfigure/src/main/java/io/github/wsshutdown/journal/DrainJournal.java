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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Progress;
import io.github.wsshutdown.drain.Straggler;

/**
 * Writes what drains do to a file, line by line as it happens, so that it is known even
 * if the process is killed; and says at the start what the last drain before has come to.
 * <p>
 * Nothing waits for the file: it is written by a thread of its own, and a drain goes on
 * whether or not that works. What cannot be written is told in one WARN line.
 */
public final class DrainJournal implements DrainListener, AutoCloseable {

	/**
	 * How many bytes the file has at most.
	 */
	static final int LONGEST = 1024 * 1024;

	private static final Log logger = LogFactory.getLog(DrainJournal.class);

	private static final int NAMED_STRAGGLERS = 100;

	private static final int NAMED_FRAMES = 5;

	private static final long PATIENCE_SECONDS = 1;

	private final Path path;

	private final JournalFile file;

	private final ThreadPoolExecutor writer;

	/**
	 * Only the writer looks at these, and at who of them was cut.
	 */
	private final Map<Drain, Entry> entries = new WeakHashMap<>();

	private final Set<Drain> changed = ConcurrentHashMap.newKeySet();

	private int drains;

	private boolean broken;

	private DrainJournal(Path path, JournalFile file) {
		this.path = path;
		this.file = file;
		this.writer = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				DrainJournal::thread, new ThreadPoolExecutor.DiscardPolicy());
		this.writer.allowCoreThreadTimeOut(true);
	}

	/**
	 * Opens a journal: says what the one that is there tells of the last drain, puts it
	 * aside with a name that ends in {@code .1}, and begins a new one.
	 * @param path where the journal is
	 * @return the journal
	 * @throws IOException if it cannot be written, or something else is there
	 */
	public static DrainJournal open(Path path) throws IOException {
		return open(path.toAbsolutePath(), LONGEST);
	}

	static DrainJournal open(Path path, int longest) throws IOException {
		if (path.getParent() != null) {
			Files.createDirectories(path.getParent());
		}
		PreviousJournal previous = PreviousJournal.read(path, 2 * LONGEST);
		if (!previous.isEmpty()) {
			tell(LastDrain.of(previous), PreviousJournal.aside(path));
		}
		else if (previous.damaged()) {
			logger.warn("The journal of the last drain before this start is damaged. It is now in "
					+ PreviousJournal.aside(path));
		}
		previous.putAside(path);
		return new DrainJournal(path, new JournalFile(path, longest));
	}

	private static void tell(LastDrain drain, Path aside) {
		String message = drain.description() + ". The journal is now in " + aside;
		if (drain.isFinished()) {
			logger.info(message);
		}
		else {
			logger.warn(message);
		}
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "ws-shutdown-journal");
		thread.setDaemon(true);
		thread.setContextClassLoader(DrainJournal.class.getClassLoader());
		return thread;
	}

	@Override
	public void started(Drain drain, DrainPlan plan) {
		String time = now();
		execute(() -> {
			this.entries.put(drain, new Entry(++this.drains));
			this.file.begin();
			write(true, line(time, "started", drain).with("pid", ProcessHandle.current().pid())
				.with("scope", drain.scope().toString())
				.with("cause", drain.causes().stream().map(Cause::description).collect(Collectors.joining(", then ")))
				.with("total", plan.total())
				.with("busy", plan.busy())
				.with("windowMillis", plan.window().toMillis())
				.with("timeoutMillis", plan.timeout().toMillis()));
		});
		drain.report().thenAccept((report) -> finished(drain, report));
	}

	@Override
	public void changed(Drain drain) {
		if (this.changed.add(drain)) {
			execute(() -> {
				this.changed.remove(drain);
				write(false, with(line(now(), "progress", drain), drain.progress()));
			});
		}
	}

	@Override
	public void terminated(Drain drain, Straggler straggler) {
		String time = now();
		execute(() -> {
			Entry entry = this.entries.get(drain);
			if (entry == null || !entry.names()) {
				return;
			}
			write(true, line(time, "straggler", drain).with("kind", straggler.kind().toString())
				.with("id", straggler.id())
				.with("endpoint", straggler.endpoint())
				.with("ageMillis", straggler.age().toMillis())
				.with("inFlight", straggler.inFlight())
				.with("stack", straggler.stack().stream().limit(NAMED_FRAMES).collect(Collectors.joining(" < "))));
		});
	}

	@Override
	public void undrained(Drain drain, Progress progress) {
		String time = now();
		execute(() -> write(true, with(line(time, "undone", drain), progress)));
	}

	/**
	 * Called when the drain is over, and again with its report, which a drain that was
	 * overtaken has too.
	 */
	@Override
	public void finished(Drain drain, DrainReport report) {
		String time = now();
		execute(() -> {
			Entry entry = this.entries.get(drain);
			if (entry != null && entry.finishes()) {
				JournalLine line = line(time, "finished", drain).with("total", report.total())
					.with("asked", report.asked())
					.with("cancelled", report.cancelled());
				for (Outcome outcome : Outcome.values()) {
					line.with(name(outcome), report.count(outcome));
				}
				write(true, line.with("refused", report.refused()).with("elapsedMillis", report.elapsed().toMillis()));
			}
		});
	}

	private void execute(Runnable task) {
		this.writer.execute(() -> {
			try {
				task.run();
			}
			catch (RuntimeException | Error ex) {
				logger.warn("The journal of the drain misses something", ex);
			}
		});
	}

	private JournalLine line(String time, String event, Drain drain) {
		Entry entry = this.entries.get(drain);
		return new JournalLine().with("time", time)
			.with("event", event)
			.with("drain", (entry != null) ? entry.number : this.drains);
	}

	private static JournalLine with(JournalLine line, Progress progress) {
		line.with("state", progress.state().name())
			.with("total", progress.total())
			.with("asked", progress.asked())
			.with("remaining", progress.remaining())
			.with("busy", progress.busy());
		for (Outcome outcome : Outcome.values()) {
			line.with(name(outcome), progress.outcomes().getOrDefault(outcome, 0));
		}
		return line.with("refused", progress.refused())
			.with("elapsedMillis", progress.elapsed().toMillis())
			.with("leftMillis", progress.left().toMillis());
	}

	private static String name(Outcome outcome) {
		return switch (outcome) {
			case PEER_ANSWERED -> "answered";
			case PEER_GONE -> "gone";
			case CLOSED_UNCONFIRMED -> "unconfirmed";
			case TERMINATED -> "terminated";
			case FAILED -> "failed";
		};
	}

	private static String now() {
		return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
	}

	private void write(boolean keep, JournalLine line) {
		try {
			if (keep) {
				this.file.keep(line.toString());
			}
			else {
				this.file.append(line.toString());
			}
			this.broken = false;
		}
		catch (IOException ex) {
			if (!this.broken) {
				this.broken = true;
				logger.warn("The journal of the drain cannot be written to " + this.path + ": " + ex
						+ ". The drain goes on");
			}
		}
	}

	/**
	 * Waits until what has happened is written, at most a second.
	 */
	@Override
	public void close() {
		execute(this::closeFile);
		this.writer.shutdown();
		try {
			if (!this.writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				logger.warn("The journal of the drain in " + this.path + " is not complete: its disk is slow");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void closeFile() {
		try {
			this.file.close();
		}
		catch (IOException ex) {
			logger.debug("The journal of the drain cannot be closed", ex);
		}
	}

	/**
	 * A drain in the journal.
	 */
	private static final class Entry {

		private final int number;

		private int named;

		private boolean finished;

		Entry(int number) {
			this.number = number;
		}

		/**
		 * Tells whether one more straggler has a line.
		 */
		boolean names() {
			return this.named++ < NAMED_STRAGGLERS;
		}

		/**
		 * Tells whether this is the first time that the drain finishes.
		 */
		boolean finishes() {
			boolean first = !this.finished;
			this.finished = true;
			return first;
		}

	}

}
