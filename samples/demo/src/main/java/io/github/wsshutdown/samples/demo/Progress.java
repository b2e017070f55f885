package io.github.wsshutdown.samples.demo;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells the person who waits what is going on.
 */
final class Progress {

	private final PrintStream out;

	private final String run;

	private final long beginning = System.nanoTime();

	Progress(PrintStream out, String run) {
		this.out = out;
		this.run = run;
	}

	void say(String format, Object... arguments) {
		double seconds = (System.nanoTime() - this.beginning) / 1e9;
		this.out.printf(Locale.ROOT, "%-6s %5.1f s  %s%n", this.run, seconds,
				String.format(Locale.ROOT, format, arguments));
	}

}
