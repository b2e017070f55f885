package io.github.wsshutdown.samples.demo.crowd;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

import io.github.wsshutdown.samples.demo.seen.Departure;

/**
 * One client of a crowd; no call blocks.
 */
interface Visitor {

	/**
	 * Connect; what it returns completes when the server has let the client in.
	 */
	CompletableFuture<Void> connect(InetSocketAddress server);

	/**
	 * Begin with what it came for; what it returns completes when that is under way.
	 */
	default CompletableFuture<Void> settle() {
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * There is no server any more.
	 */
	default void serverHasStopped() {
	}

	/**
	 * Completes when the client has lost its server.
	 */
	CompletableFuture<Departure> departed();

	/**
	 * Depart, since nothing more will happen.
	 */
	void giveUp();

}
