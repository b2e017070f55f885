package io.github.wsshutdown.samples.demo.crowd;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.wsshutdown.samples.demo.seen.Group;

/**
 * Says something that the server has to think about, and waits for the reply.
 */
final class SlowManner implements Manner {

	private static final String QUESTION = "What is the answer?";

	private final Duration slowness;

	private CompletableFuture<Void> settled = new CompletableFuture<>();

	private volatile boolean answered;

	SlowManner(Duration slowness) {
		this.slowness = slowness;
	}

	@Override
	public Group group() {
		return Group.SLOW;
	}

	@Override
	public void settle(WebSocketPeer peer, CompletableFuture<Void> settled) {
		this.settled = settled;
		peer.send("/slow " + this.slowness.toMillis() + " " + QUESTION);
	}

	@Override
	public void heard(String text) {
		if (text.endsWith(QUESTION)) {
			this.answered = true;
		}
		else {
			this.settled.complete(null);
		}
	}

	boolean isAnswered() {
		return this.answered;
	}

}
