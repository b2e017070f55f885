package io.github.wsshutdown.samples.demo.crowd;

import java.util.Optional;

import io.github.wsshutdown.samples.demo.seen.Close;
import io.github.wsshutdown.samples.demo.seen.TcpEnd;
import io.github.wsshutdown.samples.demo.wire.ResponseHead;

/**
 * All that there is to say about a connection when it is over.
 *
 * @param response what the server answered the handshake, if anything
 * @param close the close frame, if there was one
 * @param tcp how TCP ended
 * @param nanos when TCP ended, by {@link System#nanoTime()}
 */
record Ending(Optional<ResponseHead> response, Optional<Close> close, TcpEnd tcp, long nanos) {

	boolean isHandshakeAccepted() {
		return this.response.filter((head) -> head.status() == 101).isPresent();
	}

}
