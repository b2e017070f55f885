package io.github.wsshutdown.samples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.wsshutdown.samples.demo.seen.Exit;

/**
 * A Spring Boot application in a process of its own, which does not outlive the demo.
 */
final class Application implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("started on port (\\d+)");

	private static final int LAST_WORDS = 15;

	private final Process process;

	private final CompletableFuture<Exit> exit;

	private final Thread guard;

	private final CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();

	private final Deque<String> lastWords = new ArrayDeque<>();

	private volatile boolean forced;

	private Application(Process process, Path log) {
		this.process = process;
		this.exit = process.onExit().thenApply((ended) -> new Exit(ended.exitValue(), System.nanoTime(), this.forced));
		this.guard = new Thread(process::destroyForcibly, "demo-guard");
		Runtime.getRuntime().addShutdownHook(this.guard);
		Thread reader = new Thread(() -> read(log), "demo-log");
		reader.setDaemon(true);
		reader.start();
	}

	static Application start(Path jar, List<String> arguments, Path log) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		List<String> command = Stream.concat(Stream.of(java, "-jar", jar.toString()), arguments.stream()).toList();
		try {
			Files.createDirectories(log.toAbsolutePath().getParent());
			return new Application(new ProcessBuilder(command).redirectErrorStream(true).start(), log);
		}
		catch (IOException ex) {
			throw new DemoException(jar + " cannot be started: " + ex.getMessage(), ex);
		}
	}

	private void read(Path log) {
		try (BufferedReader lines = this.process.inputReader(); PrintWriter file = new PrintWriter(log.toFile())) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				file.println(line);
				file.flush();
				notice(line);
			}
		}
		catch (IOException ex) {
			this.address.completeExceptionally(new UncheckedIOException(ex));
		}
	}

	private void notice(String line) {
		Matcher port = PORT.matcher(line);
		if (port.find()) {
			this.address.complete(new InetSocketAddress("127.0.0.1", Integer.parseInt(port.group(1))));
		}
		synchronized (this.lastWords) {
			this.lastWords.add(line);
			if (this.lastWords.size() > LAST_WORDS) {
				this.lastWords.remove();
			}
		}
	}

	/**
	 * Where it listens, as soon as it does.
	 */
	InetSocketAddress awaitAddress(Duration time) throws InterruptedException {
		try {
			CompletableFuture.anyOf(this.address, this.exit).get(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new DemoException("The application does not start.\n" + lastWords(), ex);
		}
		requireAlive();
		return this.address.join();
	}

	/**
	 * Fail with what the application said last, if it has ended.
	 */
	void requireAlive() {
		if (!this.process.isAlive()) {
			throw new DemoException(
					"The application ended by itself, with status " + this.process.exitValue() + ".\n" + lastWords());
		}
	}

	private String lastWords() {
		synchronized (this.lastWords) {
			return String.join(System.lineSeparator(), this.lastWords);
		}
	}

	/**
	 * Send SIGTERM.
	 */
	void terminate() {
		// Process.destroy() would close the pipe that its log comes through as well.
		this.process.toHandle().destroy();
	}

	/**
	 * Send SIGKILL.
	 */
	void kill() {
		this.forced = true;
		this.process.destroyForcibly();
	}

	/**
	 * Completes when the process has ended.
	 */
	CompletableFuture<Exit> exit() {
		return this.exit;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			Runtime.getRuntime().removeShutdownHook(this.guard);
		}
		catch (IllegalStateException ex) {
			// The demo is being ended, so the guard is at work already.
		}
	}

}
