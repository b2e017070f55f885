package io.github.wsshutdown.samples.demo.seen;

/**
 * What a client was doing when its server was told to stop.
 */
public enum Group {

	/** Listened. */
	IDLE("idle", true),

	/** Kept sending and kept reading. */
	CHATTY("sending all the time", true),

	/** Was a client of another make, as an independent witness. */
	WITNESS("JDK HttpClient", true),

	/** Waited for the reply to a slow message. */
	SLOW("waiting for a slow reply", false),

	/** Had stopped reading, so that the server could not write to it. */
	STUCK("not reading", false);

	private final String label;

	private final boolean prompt;

	Group(String label, boolean prompt) {
		this.label = label;
		this.prompt = prompt;
	}

	public String label() {
		return this.label;
	}

	/**
	 * Whether nothing stands between such a client and its close frame.
	 */
	public boolean isPrompt() {
		return this.prompt;
	}

}
