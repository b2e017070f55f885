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

package io.github.wsshutdown.tests.client;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One frame of RFC 6455, section 5.2.
 *
 * @param last whether it is the last of its message
 * @param compressed whether it has the bit of {@code permessage-deflate}
 * @param opcode what it is
 * @param payload its content, not masked
 */
record Frame(boolean last, boolean compressed, int opcode, byte[] payload) {

	static final int CONTINUATION = 0x0;

	static final int TEXT = 0x1;

	static final int CLOSE = 0x8;

	static final int PING = 0x9;

	static final int PONG = 0xA;

	private static final int LAST = 0x80;

	private static final int COMPRESSED = 0x40;

	private static final int MASKED = 0x80;

	static Frame of(int opcode, byte[] payload) {
		return new Frame(true, false, opcode, payload);
	}

	/**
	 * Reads a frame as a server sends it.
	 * @throws java.io.EOFException if there is none any more
	 */
	static Frame read(DataInputStream in) throws IOException {
		int head = in.readUnsignedByte();
		int length = in.readUnsignedByte();
		if ((length & MASKED) != 0) {
			throw new IllegalStateException("A server must not mask");
		}
		long size = switch (length) {
			case 126 -> in.readUnsignedShort();
			case 127 -> in.readLong();
			default -> length;
		};
		byte[] payload = new byte[Math.toIntExact(size)];
		in.readFully(payload);
		return new Frame((head & LAST) != 0, (head & COMPRESSED) != 0, head & 0xF, payload);
	}

	/**
	 * Writes this frame as a client sends it: masked.
	 */
	void write(DataOutputStream out) throws IOException {
		out.writeByte((this.last ? LAST : 0) | (this.compressed ? COMPRESSED : 0) | this.opcode);
		int size = this.payload.length;
		if (size < 126) {
			out.writeByte(MASKED | size);
		}
		else if (size < 1 << 16) {
			out.writeByte(MASKED | 126);
			out.writeShort(size);
		}
		else {
			out.writeByte(MASKED | 127);
			out.writeLong(size);
		}
		byte[] mask = new byte[4];
		ThreadLocalRandom.current().nextBytes(mask);
		out.write(mask);
		byte[] masked = new byte[size];
		for (int i = 0; i < size; i++) {
			masked[i] = (byte) (this.payload[i] ^ mask[i % 4]);
		}
		out.write(masked);
		out.flush();
	}

}
