package io.github.wsshutdown.samples.demo.crowd;

import java.util.concurrent.CompletableFuture;

import io.github.wsshutdown.samples.demo.seen.Group;

/**
 * How a guest behaves, which is quietly unless it has manners of its own; all of it
 * happens on the event loop.
 */
interface Manner {

	/** The manner of somebody who only listens. */
	Manner IDLE = () -> Group.IDLE;

	Group group();

	/**
	 * Where it connects to.
	 */
	default String target() {
		return "/chat";
	}

	/**
	 * The size of its receive buffer, or zero for the system's own.
	 */
	default int receiveBuffer() {
		return 0;
	}

	default void settle(WebSocketPeer peer, CompletableFuture<Void> settled) {
		settled.complete(null);
	}

	default void heard(String text) {
	}

	default void serverHasStopped(WebSocketPeer peer) {
	}

}
