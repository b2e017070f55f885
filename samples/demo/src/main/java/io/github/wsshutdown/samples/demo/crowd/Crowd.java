package io.github.wsshutdown.samples.demo.crowd;

import java.net.InetSocketAddress;

import io.github.wsshutdown.samples.demo.seen.Observations;

/**
 * The clients of one run; every call is bounded in time, and they come in this order.
 */
public interface Crowd extends AutoCloseable {

	/**
	 * How many clients there are.
	 */
	int size();

	/**
	 * Connect all of them.
	 */
	void connect(InetSocketAddress server) throws InterruptedException;

	/**
	 * Have each do what it came for, until nothing is left but to stop the server.
	 */
	void settle() throws InterruptedException;

	/**
	 * The server is being stopped now.
	 */
	void serverIsStopping();

	/**
	 * How many clients are still connected.
	 */
	int connected();

	/**
	 * The server's process has ended: see what that leaves behind.
	 */
	Observations serverHasStopped() throws InterruptedException;

	@Override
	void close();

}
