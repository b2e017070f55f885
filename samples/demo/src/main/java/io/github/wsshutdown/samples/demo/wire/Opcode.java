package io.github.wsshutdown.samples.demo.wire;

import java.net.ProtocolException;

/**
 * What a frame is for (RFC 6455, section 5.2).
 */
public enum Opcode {

	/** A further part of a message. */
	CONTINUATION(0),

	/** A text message, or its first part. */
	TEXT(1),

	/** A binary message, or its first part. */
	BINARY(2),

	/** The end of the conversation. */
	CLOSE(8),

	/** A question whether the peer is there. */
	PING(9),

	/** The answer to a ping. */
	PONG(10);

	private final int bits;

	Opcode(int bits) {
		this.bits = bits;
	}

	int bits() {
		return this.bits;
	}

	boolean isControl() {
		return this.bits >= CLOSE.bits;
	}

	static Opcode of(int bits) throws ProtocolException {
		for (Opcode opcode : values()) {
			if (opcode.bits == bits) {
				return opcode;
			}
		}
		throw new ProtocolException("Opcode " + bits + " is reserved");
	}

}
