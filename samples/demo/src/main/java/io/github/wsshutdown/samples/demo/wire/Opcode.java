/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
