package io.github.wsshutdown.samples.demo.crowd;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.wsshutdown.samples.demo.seen.Group;

/**
 * Asks for more than fits between server and client, and does not read it.
 */
final class StuckManner implements Manner {

	/** What the server needs to fill whatever it can fill. */
	private static final Duration FILLING = Duration.ofMillis(1500);

	private static final int RECEIVE_BUFFER = 4096;

	private final EventLoop loop;

	private final int floodBytes;

	StuckManner(EventLoop loop, int floodBytes) {
		this.loop = loop;
		this.floodBytes = floodBytes;
	}

	@Override
	public Group group() {
		return Group.STUCK;
	}

	@Override
	public int receiveBuffer() {
		return RECEIVE_BUFFER;
	}

	@Override
	public void settle(WebSocketPeer peer, CompletableFuture<Void> settled) {
		peer.pauseReading();
		peer.send("/flood " + this.floodBytes);
		this.loop.schedule(FILLING, () -> settled.complete(null));
	}

	@Override
	public void serverHasStopped(WebSocketPeer peer) {
		peer.resumeReading();
	}

}
