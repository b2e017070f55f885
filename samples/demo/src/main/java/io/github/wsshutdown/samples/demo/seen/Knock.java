package io.github.wsshutdown.samples.demo.seen;

/**
 * What became of one attempt to connect to a server that is stopping.
 */
public enum Knock {

	/** Told to come back later. */
	REFUSED("503 with Retry-After"),

	/** Let in, and then asked to leave. */
	CLOSED("101, later closed properly"),

	/** Let in, and then cut. */
	CUT("101, then cut without a close frame"),

	/** Answered in any other way. */
	OTHER("another answer"),

	/** Not answered at all. */
	NO_ANSWER("TCP refused or reset");

	private final String label;

	Knock(String label) {
		this.label = label;
	}

	public String label() {
		return this.label;
	}

}
