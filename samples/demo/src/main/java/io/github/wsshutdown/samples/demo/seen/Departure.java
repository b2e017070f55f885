package io.github.wsshutdown.samples.demo.seen;

import java.util.Optional;

/**
 * How one client lost its server.
 *
 * @param group what the client was doing
 * @param close the goodbye, if there was one
 * @param tcp how TCP ended
 * @param tcpNanos when TCP ended, by {@link System#nanoTime()}
 */
public record Departure(Group group, Optional<Close> close, TcpEnd tcp, long tcpNanos) {

	/**
	 * When the client learned that it is over.
	 */
	public long nanos() {
		return this.close.map(Close::nanos).orElse(this.tcpNanos);
	}

}
