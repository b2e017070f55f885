package io.github.wsshutdown.samples.demo.wire;

import java.nio.charset.StandardCharsets;

/**
 * One frame as it stands on the wire, unmasked (RFC 6455, section 5.2).
 *
 * @param last whether it ends its message
 * @param opcode what it is for
 * @param payload the bytes it carries
 */
public record Frame(boolean last, Opcode opcode, byte[] payload) {

	public Frame(Opcode opcode, byte[] payload) {
		this(true, opcode, payload);
	}

	public String text() {
		return new String(this.payload, StandardCharsets.UTF_8);
	}

}
