package io.github.wsshutdown.samples.demo.seen;

/**
 * One shutdown, as seen from outside.
 *
 * @param label what was shut down
 * @param sigtermNanos when the server was told to stop, by {@link System#nanoTime()}
 * @param exit how its process ended
 * @param seen what the clients saw
 */
public record Shutdown(String label, long sigtermNanos, Exit exit, Observations seen) {

	public double secondsToExit() {
		return secondsTo(this.exit.nanos());
	}

	public double secondsTo(Departure departure) {
		return secondsTo(departure.nanos());
	}

	private double secondsTo(long nanos) {
		return (nanos - this.sigtermNanos) / 1e9;
	}

}
