package io.github.wsshutdown.samples.demo.seen;

/**
 * How TCP ended, from the client's side.
 */
public enum TcpEnd {

	/** The server ended it in order. */
	FIN,

	/** The server, or its kernel, cut it. */
	RESET,

	/** There never was a connection. */
	REFUSED,

	/** The client did, because the server broke the protocol. */
	GARBLED,

	/** It had not ended when the client gave up waiting. */
	OPEN,

	/** This client cannot tell. */
	UNKNOWN

}
